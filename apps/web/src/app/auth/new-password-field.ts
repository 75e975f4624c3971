import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { PasswordMeter } from '@parlour/ui/essentials';
import { PasswordField } from './password-field';
import { PasswordStrength, type Strength } from './password-strength';

/** Judging takes some milliseconds: it waits until the fingers rest. */
const restMs = 120;

/** A password that is being chosen: how hard it is to guess, and how to do better. */
@Component({
  selector: 'parlour-new-password-field',
  imports: [PasswordField, PasswordMeter, TranslocoPipe],
  template: `
    <parlour-password-field
      [field]="field()"
      [label]="label()"
      rule="auth.rules.password"
      [hint]="strength() ? '' : ('auth.rules.password' | transloco)"
      autocomplete="new-password"
    >
      @if (strength(); as judged) {
        <parlour-password-meter
          [score]="judged.score"
          [words]="'auth.strength.' + judged.score | transloco"
        />
        @if (judged.score < 3) {
          <p class="advice">
            @for (key of judged.advice; track key) {
              {{ 'auth.advice.' + key | transloco }}
            }
          </p>
        }
      }
    </parlour-password-field>
  `,
  styleUrl: './new-password-field.css',
  host: { '(focusin)': 'passwordStrength.prepare()' },
})
export class NewPasswordField {
  protected readonly passwordStrength = inject(PasswordStrength);

  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  /** What a guesser would try first: the username, the parts of the e-mail address. */
  readonly about = input<readonly string[]>([]);

  private readonly password = computed(() => this.field()().value());
  private readonly judged = resource({
    params: () => ({ password: this.password(), about: this.about() }),
    loader: async ({ params: { password, about }, abortSignal }) => {
      if (password === '') return null;
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (abortSignal.aborted) return null;
      return this.passwordStrength.of(password, about);
    },
  });
  /** The last judgement, until the next one is there: a meter that flickers to nothing is worse than one that is late. */
  protected readonly strength = linkedSignal<Strength | null | undefined, Strength | null>({
    source: () => (this.judged.hasValue() ? this.judged.value() : undefined),
    computation: (now, before) => (this.password() === '' ? null : (now ?? before?.value ?? null)),
  });
}
