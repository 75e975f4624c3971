import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

/** Shows what a password field hides. Stands in the field, as its `fieldSuffix`. */
@Component({
  selector: 'parlour-reveal-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      [attr.aria-label]="label()"
      [attr.aria-pressed]="revealed()"
      [title]="label()"
      (click)="revealed.set(!revealed())"
    >
      <!-- Lucide's eye, drawn here: the icon set is one file, and too large for the sign-in page. -->
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0"
        />
        <circle cx="12" cy="12" r="3" />
        @if (revealed()) {
          <path d="m4 4 16 16" />
        }
      </svg>
    </button>
  `,
  styleUrl: './reveal-button.css',
})
export class RevealButton {
  readonly revealed = model.required<boolean>();
  readonly label = input.required<string>();
}
