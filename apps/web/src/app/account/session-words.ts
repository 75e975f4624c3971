import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type AccountSession } from '@parlour/contracts';
import { Language } from '../core/i18n/language';

const minuteMs = 60_000;
/** Each unit up to where the next one says it better. */
const units = [
  { unit: 'minute', ms: minuteMs, below: 60 * minuteMs },
  { unit: 'hour', ms: 60 * minuteMs, below: 24 * 60 * minuteMs },
  { unit: 'day', ms: 24 * 60 * minuteMs, below: 30 * 24 * 60 * minuteMs },
] as const;

/** A session in words of the person's language. Every method is a signal read. */
@Injectable({ providedIn: 'root' })
export class SessionWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  /** "Firefox on Linux". */
  device({ browser, system }: AccountSession): string {
    this.language.code();
    const shown = browser ?? this.transloco.translate<string>('account.sessions.unknownBrowser');
    if (system === null) return shown;
    return this.transloco.translate('account.sessions.browserOn', { browser: shown, system });
  }

  /** "3 hours ago"; by the date when it is long past. `now` in ms since the epoch. */
  ago(iso: string, now: number): string {
    const code = this.language.code();
    const passedMs = now - Date.parse(iso);
    if (passedMs < minuteMs) return this.transloco.translate('account.sessions.justNow');
    const fitting = units.find(({ below }) => passedMs < below);
    if (!fitting) return this.date(iso);
    const format = new Intl.RelativeTimeFormat(code, { numeric: 'auto' });
    return format.format(-Math.floor(passedMs / fitting.ms), fitting.unit);
  }

  date(iso: string): string {
    return new Intl.DateTimeFormat(this.language.code(), { dateStyle: 'medium' }).format(new Date(iso));
  }
}
