import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Control, Field, Notice, PasswordMeter, RevealButton } from '@parlour/ui/essentials';
import { ApiFailure } from '../core/api/api-failure';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { fieldWords, kindOfCode } from '../core/forms/field-words';
import { ErrorWords } from '../core/i18n/error-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { PasswordStrength, type Strength } from './password-strength';

/** Judging takes some milliseconds: it waits until the fingers rest. */
const restMs = 120;

@Component({
  selector: 'parlour-sign-up',
  imports: [
    AuthPage,
    Button,
    Control,
    Field,
    FormField,
    FormRoot,
    Notice,
    PasswordMeter,
    RevealButton,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './sign-up.html',
  styleUrl: './auth-form.css',
})
export class SignUp {
  private readonly session = inject(Session);
  protected readonly passwordStrength = inject(PasswordStrength);
  protected readonly errorWords = inject(ErrorWords);
  protected readonly query = inject(ActivatedRoute).snapshot.queryParams;

  private readonly model = signal({ username: '', email: '', password: '' });
  protected readonly contract = contractSchema(async () => (await import('./auth-schemas')).registerRequest);
  protected readonly form = form(
    this.model,
    (path) => validateStandardSchema(path, () => this.contract.schema()),
    {
      submission: {
        action: () => this.register(),
        onInvalid: focusFirstError,
      },
    },
  );
  protected readonly revealed = signal(false);
  /** What stands in the way that no single field is to blame for. */
  protected readonly failure = signal<ApiFailure | null>(null);

  protected readonly usernameError = computed(() => fieldWords(this.form.username(), 'auth.rules.username'));
  protected readonly emailError = computed(() => fieldWords(this.form.email(), 'auth.rules.email'));
  protected readonly passwordError = computed(() => fieldWords(this.form.password(), 'auth.rules.password'));

  private readonly judged = resource({
    params: () => this.model(),
    loader: async ({ params: { username, email, password }, abortSignal }) => {
      if (password === '') return null;
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (abortSignal.aborted) return null;
      return this.passwordStrength.of(password, [username, ...email.split(/[@.]/)]);
    },
  });
  /** The last judgement, until the next one is there: a meter that flickers to nothing is worse than one that is late. */
  protected readonly strength = linkedSignal<Strength | null | undefined, Strength | null>({
    source: () => (this.judged.hasValue() ? this.judged.value() : undefined),
    computation: (now, before) => (this.model().password === '' ? null : (now ?? before?.value ?? null)),
  });

  private async register(): Promise<TreeValidationResult> {
    this.failure.set(null);
    await this.contract.fetch();
    if (this.form().invalid()) return focusFirstError(this.form);
    try {
      await this.session.register(this.model());
      return undefined;
    } catch (error) {
      return this.place(ApiFailure.of(error));
    }
  }

  /** Puts what the server says on the field that it is about. */
  private place(failure: ApiFailure): TreeValidationResult {
    const field = this.fieldOf(failure);
    if (!field) {
      this.failure.set(failure);
      return undefined;
    }
    field().focusBoundControl();
    return { fieldTree: field, kind: kindOfCode(failure.code) };
  }

  private fieldOf({ code, info }: ApiFailure) {
    if (code === 'username_taken') return this.form.username;
    if (code === 'weak_password') return this.form.password;
    const path = info.issues?.[0]?.path;
    return path === 'username' || path === 'email' || path === 'password' ? this.form[path] : null;
  }
}
