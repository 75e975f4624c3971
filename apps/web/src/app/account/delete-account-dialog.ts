import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validate,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { deleteAccountRequest } from '@parlour/contracts';
import { Button, Control, DialogFrame, Field, Notice } from '@parlour/ui';
import { PasswordField } from '../auth/password-field';
import { Account } from '../core/account/account';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';

/** Says what goes and what stays, and asks for what nobody does by accident. */
@Component({
  selector: 'parlour-delete-account-dialog',
  imports: [
    Button,
    Control,
    DialogFrame,
    Field,
    FormField,
    FormRoot,
    MatDialogClose,
    Notice,
    PasswordField,
    TranslocoPipe,
  ],
  templateUrl: './delete-account-dialog.html',
  styleUrl: './delete-account-dialog.css',
})
export class DeleteAccountDialog {
  private readonly account = inject(Account);
  private readonly dialog = inject<MatDialogRef<DeleteAccountDialog>>(MatDialogRef);
  protected readonly errorWords = inject(ErrorWords);

  protected readonly username = this.account.user()?.username ?? '';
  private readonly model = signal({ password: '', confirmation: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      validateStandardSchema(path, deleteAccountRequest);
      validate(path.confirmation, ({ value }) =>
        value().trim().toLowerCase() === this.username ? undefined : { kind: 'unconfirmed' },
      );
    },
    { submission: { action: () => this.delete(), onInvalid: focusFirstError } },
  );
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  protected readonly unconfirmed = computed(() => {
    const field = this.form.confirmation();
    return field.touched() && field.invalid();
  });

  private delete(): Promise<TreeValidationResult> {
    const { password } = this.form;
    return this.sending.send(
      async () => {
        await this.account.delete(this.model().password);
        this.dialog.close();
      },
      { password },
      { wrong_password: 'password' },
    );
  }
}
