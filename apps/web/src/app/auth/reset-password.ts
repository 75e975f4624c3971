import { Location } from '@angular/common';
import { Component, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Notice } from '@parlour/ui/essentials';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { PartingWords } from '../core/session/parting-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';
import { resetCalls } from './load-reset-calls';

/** Sets a new password, by the token behind the # of a mailed link. A fragment is sent to no server and to no log. */
@Component({
  selector: 'parlour-reset-password',
  imports: [AuthPage, Button, FormRoot, NewPasswordField, Notice, RouterLink, TranslocoPipe],
  templateUrl: './reset-password.html',
  styleUrl: './auth-form.css',
})
export class ResetPassword {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly partingWords = inject(PartingWords);
  protected readonly errorWords = inject(ErrorWords);

  protected readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  private readonly model = signal({ password: '' });
  protected readonly contract = contractSchema(async () =>
    (await import('./auth-schemas')).resetPasswordRequest.pick({ password: true }),
  );
  protected readonly form = form(
    this.model,
    (path) => validateStandardSchema(path, () => this.contract.schema()),
    { submission: { action: () => this.reset(), onInvalid: focusFirstError } },
  );
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;

  constructor() {
    // Whoever looks over a shoulder, or through the history, must not find it.
    inject(Location).replaceState('/reset-password');
  }

  private reset(): Promise<TreeValidationResult> {
    const { password } = this.form;
    return this.sending.send(
      async () => {
        await this.contract.fetch();
        if (this.form().invalid()) return focusFirstError(this.form);
        const { confirmReset } = await resetCalls();
        await confirmReset(this.token ?? '', this.model().password);
        this.partingWords.leave('auth.signIn.passwordSet');
        await this.signOut();
        await this.router.navigate(['/sign-in'], { replaceUrl: true });
      },
      { password },
      { weak_password: 'password' },
    );
  }

  /** Whoever is signed in here: of this account every session has ended, and of another one nobody wants to go on. */
  private async signOut(): Promise<void> {
    if (this.session.state().kind !== 'signed-out')
      await this.session.logOut().catch(() => this.session.end(null));
  }
}
