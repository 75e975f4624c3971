import { Component, computed, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Notice } from '@parlour/ui/essentials';
import { ApiFailure } from '../core/api/api-failure';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { PartingWords } from '../core/session/parting-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { ExactField } from './exact-field';
import { PasswordField } from './password-field';

@Component({
  selector: 'parlour-sign-in',
  imports: [AuthPage, Button, ExactField, FormRoot, Notice, PasswordField, RouterLink, TranslocoPipe],
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
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;

  /** Why one is here, when it was not by one's own word. */
  protected readonly ended = computed(() => {
    const state = this.session.state();
    return state.kind === 'signed-out' && state.because ? new ApiFailure(state.because) : null;
  });

  private logIn(): Promise<TreeValidationResult> {
    return this.sending.send(async () => {
      await this.contract.fetch();
      if (this.form().invalid()) return focusFirstError(this.form);
      await this.session.logIn(this.model());
    }, {});
  }
}
