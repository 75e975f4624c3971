import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ApiFailure } from '../api/api-failure';

/** What people read when something failed: by code, in their language. */
@Injectable({ providedIn: 'root' })
export class ErrorWords {
  private readonly transloco = inject(TranslocoService);

  /** Depends on the active language, so that a template which shows it follows the switch. */
  of(error: unknown): string {
    this.transloco.activeLang();
    const { code, info } = ApiFailure.of(error);
    return code === 'rate_limited' && info.retryAfterSeconds !== undefined
      ? this.transloco.translate('errors.rate_limited_for', { seconds: info.retryAfterSeconds })
      : this.transloco.translate(`errors.${code}`);
  }
}
