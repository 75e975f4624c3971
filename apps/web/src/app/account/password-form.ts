import { Component, computed, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { changePasswordRequest } from '@parlour/contracts';
import { Button, Notice } from '@parlour/ui';
import { NewPasswordField } from '../auth/new-password-field';
import { PasswordField } from '../auth/password-field';
import { Account } from '../core/account/account';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';
import { AccountSessions } from './account-sessions';

const empty = { password: '', newPassword: '' };

/** A new password. Every other session ends with the old one. */
@Component({
  selector: 'parlour-password-form',
  imports: [Button, FormRoot, NewPasswordField, Notice, PasswordField, RouterLink, TranslocoPipe],
  templateUrl: './password-form.html',
  styleUrl: './account-form.css',
})
export class PasswordForm {
  private readonly account = inject(Account);
  private readonly sessions = inject(AccountSessions);
  private readonly notices = inject(Notices);
  protected readonly errorWords = inject(ErrorWords);

  private readonly model = signal(empty);
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, changePasswordRequest), {
    submission: { action: () => this.save(), onInvalid: focusFirstError },
  });
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  /** What a guesser would try first. */
  protected readonly about = computed(() => {
    const user = this.account.user();
    return user ? [user.username, user.displayName, ...user.email.split(/[@.]/)] : [];
  });
  /** For password managers, which keep a password by its username. */
  protected readonly username = computed(() => this.account.user()?.username ?? '');

  private save(): Promise<TreeValidationResult> {
    const { password, newPassword } = this.form;
    return this.sending.send(
      async () => {
        await this.account.changePassword(this.model());
        this.form().reset(empty);
        this.notices.say('account.password.saved');
        void this.sessions.load();
      },
      { password, newPassword },
      { wrong_password: 'password', weak_password: 'newPassword' },
    );
  }
}
