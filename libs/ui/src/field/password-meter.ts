import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** How hard a password is to guess: 0 to 4 as zxcvbn says it, and words that say the same. */
@Component({
  selector: 'parlour-password-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bars" aria-hidden="true">
      @for (step of [1, 2, 3, 4]; track step) {
        <span [class.on]="step <= filled()"></span>
      }
    </div>
    <p class="words" role="status">{{ words() }}</p>
  `,
  styleUrl: './password-meter.css',
  host: { '[attr.data-score]': 'score()' },
})
export class PasswordMeter {
  /** null while there is nothing to judge. */
  readonly score = input.required<number | null>();
  readonly words = input('');

  /** The worst still shows one bar: something was typed and judged. */
  protected filled(): number {
    const score = this.score();
    return score === null ? 0 : Math.max(1, score);
  }
}
