import { Location } from '@angular/common';
import { Component, inject, signal } from '@angular/core';
import { FormRoot, type TreeValidationResult, form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Notice } from '@parlour/ui/essentials';
import { ApiFailure } from '../core/api/api-failure';
import { contractSchema } from '../core/forms/contract-schema';
import { focusFirstError } from '../core/forms/focus-first-error';
import { placeFailure } from '../core/forms/place-failure';
import { ErrorWords } from '../core/i18n/error-words';
import { PartingWords } from '../core/session/parting-words';
import { Session } from '../core/session/session';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';

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
  protected readonly failure = signal<ApiFailure | null>(null);

  constructor() {
    // Whoever looks over a shoulder, or through the history, must not find it.
    inject(Location).replaceState('/reset-password');
  }

  private async reset(): Promise<TreeValidationResult> {
    this.failure.set(null);
    await this.contract.fetch();
    if (this.form().invalid()) return focusFirstError(this.form);
    try {
      const { confirmReset } = await import('./reset-calls').catch(() =>
        Promise.reject(ApiFailure.offline()),
      );
      await confirmReset(this.token ?? '', this.model().password);
    } catch (error) {
      return this.place(ApiFailure.of(error));
    }
    this.partingWords.leave('auth.signIn.passwordSet');
    await this.signOut();
    await this.router.navigate(['/sign-in'], { replaceUrl: true });
    return undefined;
  }

  /** Whoever is signed in here: of this account every session has ended, and of another one nobody wants to go on. */
  private async signOut(): Promise<void> {
    if (this.session.state().kind !== 'signed-out')
      await this.session.logOut().catch(() => this.session.end(null));
  }

  private place(failure: ApiFailure): TreeValidationResult {
    const { password } = this.form;
    const placed = placeFailure(failure, { password }, { weak_password: 'password' });
    if (!placed) this.failure.set(failure);
    return placed ?? undefined;
  }
}
