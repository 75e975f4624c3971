import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The sign of the house: a doorway that is a speech bubble. */
@Component({
  selector: 'parlour-brand-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true">
      <rect width="32" height="32" rx="9" class="ground" />
      <path class="door" d="M9 26.5V15a7 7 0 0 1 14 0v4.5a3 3 0 0 1-3 3h-6.2z" />
      <circle class="knob" cx="19.4" cy="16.6" r="1.4" />
    </svg>
  `,
  styleUrl: './brand-mark.css',
})
export class BrandMark {
  /** In px. */
  readonly size = input(32);
}
