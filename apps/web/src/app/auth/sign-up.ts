import { Component, computed, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Notice } from '@parlour/ui/essentials';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { ExactField } from './exact-field';
import { NewPasswordField } from './new-password-field';

@Component({
  selector: 'parlour-sign-up',
  imports: [AuthPage, Button, ExactField, FormRoot, NewPasswordField, Notice, RouterLink, TranslocoPipe],
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
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  /** What a guesser would try first. */
  protected readonly about = computed(() => {
    const { username, email } = this.model();
    return [username, ...email.split(/[@.]/)];
  });

  private register(): Promise<TreeValidationResult> {
    const { username, email, password } = this.form;
    return this.sending.send(
      async () => {
        await this.contract.fetch();
        if (this.form().invalid()) return focusFirstError(this.form);
        await this.session.register(this.model());
      },
      { username, email, password },
      { username_taken: 'username', weak_password: 'password' },
    );
  }
}
