import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Control, Field, Notice } from '@parlour/ui/essentials';
import { ApiFailure } from '../core/api/api-failure';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { fieldWords } from '../core/forms/field-words';
import { placeFailure } from '../core/forms/place-failure';
import { ErrorWords } from '../core/i18n/error-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';

@Component({
  selector: 'parlour-sign-up',
  imports: [
    AuthPage,
    Button,
    Control,
    Field,
    FormField,
    FormRoot,
    NewPasswordField,
    Notice,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './sign-up.html',
  styleUrl: './auth-form.css',
})
export class SignUp {
  private readonly session = inject(Session);
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
  /** What stands in the way that no single field is to blame for. */
  protected readonly failure = signal<ApiFailure | null>(null);

  protected readonly usernameError = computed(() => fieldWords(this.form.username(), 'auth.rules.username'));
  protected readonly emailError = computed(() => fieldWords(this.form.email(), 'auth.rules.email'));
  /** What a guesser would try first. */
  protected readonly about = computed(() => {
    const { username, email } = this.model();
    return [username, ...email.split(/[@.]/)];
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

  private place(failure: ApiFailure): TreeValidationResult {
    const { username, email, password } = this.form;
    const placed = placeFailure(
      failure,
      { username, email, password },
      { username_taken: 'username', weak_password: 'password' },
    );
    if (!placed) this.failure.set(failure);
    return placed ?? undefined;
  }
}
