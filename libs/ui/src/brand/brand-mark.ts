import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The sign of the house: a doorway that is a speech bubble. */
@Component({
  selector: 'parlour-brand-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true">
      <rect width="32" height="32" rx="9" class="ground" />
      <path class="door" d="M8.5 27V14.5a7.5 7.5 0 0 1 15 0v5a3.5 3.5 0 0 1-3.5 3.5h-6.4z" />
      <circle class="knob" cx="19.9" cy="17" r="1.3" />
    </svg>
  `,
  styleUrl: './brand-mark.css',
})
export class BrandMark {
  /** In px. */
  readonly size = input(32);
}
