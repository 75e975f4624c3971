import { Component, type ElementRef, afterRenderEffect, inject, signal, viewChild } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { type PasswordResetRequested } from '@parlour/contracts';
import { Button, Notice } from '@parlour/ui/essentials';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { AuthPage } from './auth-page';
import { ExactField } from './exact-field';
import { resetCalls } from './load-reset-calls';

/** Asks for a link that sets a new password. What it says does not tell whether there is such an account. */
@Component({
  selector: 'parlour-forgot-password',
  imports: [AuthPage, Button, ExactField, FormRoot, Notice, RouterLink, TranslocoPipe],
  templateUrl: './forgot-password.html',
  styleUrl: './auth-form.css',
})
export class ForgotPassword {
  protected readonly errorWords = inject(ErrorWords);

  protected readonly model = signal({ login: typedBefore() });
  protected readonly contract = contractSchema(
    async () => (await import('./auth-schemas')).requestPasswordReset,
  );
  protected readonly form = form(
    this.model,
    (path) => validateStandardSchema(path, () => this.contract.schema()),
    { submission: { action: () => this.request(), onInvalid: focusFirstError } },
  );
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  /** Who delivers the link, once it was asked for. */
  protected readonly deliveredBy = signal<PasswordResetRequested['deliveredBy'] | null>(null);

  private readonly result = viewChild<ElementRef<HTMLElement>>('result');

  constructor() {
    let before: unknown = null;
    // The form goes, and the result comes: the focus goes along, and with it those who listen.
    afterRenderEffect(() => {
      const by = this.deliveredBy();
      if (by !== before) this.result()?.nativeElement.focus();
      if (by === null && before !== null) this.form.login().focusBoundControl();
      before = by;
    });
  }

  protected startAgain(): void {
    this.deliveredBy.set(null);
  }

  private request(): Promise<TreeValidationResult> {
    return this.sending.send(async () => {
      await this.contract.fetch();
      if (this.form().invalid()) return focusFirstError(this.form);
      const { requestReset } = await resetCalls();
      this.deliveredBy.set((await requestReset(this.model().login)).deliveredBy);
    }, {});
  }
}

/** What was typed on the sign-in page already. */
function typedBefore(): string {
  const login: unknown = inject(Router).currentNavigation()?.extras.state?.['login'];
  return typeof login === 'string' ? login : '';
}
