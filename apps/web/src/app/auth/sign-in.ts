import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Control, Field, Notice } from '@parlour/ui/essentials';
import { ApiFailure } from '../core/api/api-failure';
import { contractSchema } from '../core/forms/contract-schema';
import { fieldWords } from '../core/forms/field-words';
import { focusFirstError } from '../core/forms/focus-first-error';
import { ErrorWords } from '../core/i18n/error-words';
import { PartingWords } from '../core/session/parting-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { PasswordField } from './password-field';

@Component({
  selector: 'parlour-sign-in',
  imports: [
    AuthPage,
    Button,
    Control,
    Field,
    FormField,
    FormRoot,
    Notice,
    PasswordField,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './auth-form.css',
})
export class SignIn {
  private readonly session = inject(Session);
  protected readonly errorWords = inject(ErrorWords);
  protected readonly partingWords = inject(PartingWords).take();
  protected readonly query = inject(ActivatedRoute).snapshot.queryParams;

  private readonly model = signal({ login: '', password: '' });
  protected readonly contract = contractSchema(async () => (await import('./auth-schemas')).logInRequest);
  protected readonly form = form(
    this.model,
    (path) => validateStandardSchema(path, () => this.contract.schema()),
    {
      submission: {
        action: () => this.logIn(),
        onInvalid: focusFirstError,
      },
    },
  );
  protected readonly failure = signal<ApiFailure | null>(null);
  protected readonly loginError = computed(() => fieldWords(this.form.login(), 'auth.rules.login'));

  /** Why one is here, when it was not by one's own word. */
  protected readonly ended = computed(() => {
    const state = this.session.state();
    return state.kind === 'signed-out' && state.because ? new ApiFailure(state.because) : null;
  });

  private async logIn(): Promise<undefined> {
    this.failure.set(null);
    await this.contract.fetch();
    if (this.form().invalid()) return focusFirstError(this.form);
    try {
      await this.session.logIn(this.model());
    } catch (error) {
      this.failure.set(ApiFailure.of(error));
    }
  }
}
