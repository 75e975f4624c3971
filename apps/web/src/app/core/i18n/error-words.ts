import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ApiFailure } from '../api/api-failure';

/** What people read when something failed: by code, in their language. */
@Injectable({ providedIn: 'root' })
export class ErrorWords {
  private readonly transloco = inject(TranslocoService);

  of(error: unknown): string {
    const { code, info } = ApiFailure.of(error);
    return code === 'rate_limited' && info.retryAfterSeconds !== undefined
      ? this.transloco.translate('errors.rate_limited_for', { seconds: info.retryAfterSeconds })
      : this.transloco.translate(`errors.${code}`);
  }
}
