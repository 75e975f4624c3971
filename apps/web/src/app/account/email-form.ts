import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { changeEmailRequest } from '@parlour/contracts';
import { Button, Control, Field, Notice } from '@parlour/ui';
import { PasswordField } from '../auth/password-field';
import { Account } from '../core/account/account';
import { ApiFailure } from '../core/api/api-failure';
import { fieldWords } from '../core/forms/field-words';
import { focusFirstError } from '../core/forms/focus-first-error';
import { placeFailure } from '../core/forms/place-failure';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';

const empty = { email: '', password: '' };

/** A new e-mail address. It opens the account, by a link that is mailed there: so the current password is asked for. */
@Component({
  selector: 'parlour-email-form',
  imports: [Button, Control, Field, FormField, FormRoot, Notice, PasswordField, TranslocoPipe],
  templateUrl: './email-form.html',
  styleUrl: './account-form.css',
})
export class EmailForm {
  private readonly account = inject(Account);
  private readonly notices = inject(Notices);
  protected readonly errorWords = inject(ErrorWords);

  private readonly model = signal(empty);
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, changeEmailRequest), {
    submission: { action: () => this.save(), onInvalid: focusFirstError },
  });
  protected readonly failure = signal<ApiFailure | null>(null);
  protected readonly emailError = computed(() => fieldWords(this.form.email(), 'auth.rules.email'));

  private async save(): Promise<TreeValidationResult> {
    this.failure.set(null);
    try {
      await this.account.changeEmail(this.model());
    } catch (error) {
      return this.place(ApiFailure.of(error));
    }
    this.form().reset(empty);
    this.notices.say('account.email.saved');
    return undefined;
  }

  private place(failure: ApiFailure): TreeValidationResult {
    const { email, password } = this.form;
    const placed = placeFailure(
      failure,
      { email, password },
      { wrong_password: 'password', email_refused: 'email' },
    );
    if (!placed) this.failure.set(failure);
    return placed ?? undefined;
  }
}
