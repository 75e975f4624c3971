import { Component, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { changeEmailRequest } from '@parlour/contracts';
import { Button, Notice } from '@parlour/ui';
import { ExactField } from '../auth/exact-field';
import { PasswordField } from '../auth/password-field';
import { Account } from '../core/account/account';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';

const empty = { email: '', password: '' };

/** A new e-mail address. It opens the account, by a link that is mailed there: so the current password is asked for. */
@Component({
  selector: 'parlour-email-form',
  imports: [Button, ExactField, FormRoot, Notice, PasswordField, TranslocoPipe],
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
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;

  private save(): Promise<TreeValidationResult> {
    const { email, password } = this.form;
    return this.sending.send(
      async () => {
        await this.account.changeEmail(this.model());
        this.form().reset(empty);
        this.notices.say('account.email.saved');
      },
      { email, password },
      { wrong_password: 'password', email_refused: 'email' },
    );
  }
}
