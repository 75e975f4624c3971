import { Injectable, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type Presence } from '@parlour/contracts';
import { Language } from '../i18n/language';
import { Minute } from './minute';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** From then on a date says more than a number of days. */
const datesAfterMs = 7 * dayMs;

/** What somebody is doing, in words of the person's language. */
@Injectable({ providedIn: 'root' })
export class PresenceWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly minute = inject(Minute);
  private readonly formats = computed(() => ({
    ago: new Intl.RelativeTimeFormat(this.language.code(), { numeric: 'auto' }),
    date: new Intl.DateTimeFormat(this.language.code(), { day: 'numeric', month: 'long', year: 'numeric' }),
  }));

  /** A signal read: follows the language, and the time. Null where it is not mine to know. */
  of(presence: Presence | null): string | null {
    this.transloco.activeLang();
    if (!presence) return null;
    const { state, lastSeenAt } = presence;
    if (state !== 'offline' || lastSeenAt === null) return this.transloco.translate(`presence.${state}`);
    return this.lastSeen(Date.parse(lastSeenAt));
  }

  private lastSeen(atMs: number): string {
    const { ago, date } = this.formats();
    const passed = Math.max(0, this.minute.now() - atMs);
    if (passed < minuteMs) return this.transloco.translate('presence.lastSeenNow');
    if (passed >= datesAfterMs)
      return this.transloco.translate('presence.lastSeenOn', { date: date.format(atMs) });
    const when =
      passed < hourMs
        ? ago.format(-Math.floor(passed / minuteMs), 'minute')
        : passed < dayMs
          ? ago.format(-Math.floor(passed / hourMs), 'hour')
          : ago.format(-Math.floor(passed / dayMs), 'day');
    return this.transloco.translate('presence.lastSeen', { when });
  }
}
