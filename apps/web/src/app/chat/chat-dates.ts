import { Injectable, computed, inject } from '@angular/core';
import { Language } from '../core/i18n/language';

/** Days and times as the active language writes them. */
@Injectable({ providedIn: 'root' })
export class ChatDates {
  private readonly language = inject(Language);
  private readonly formats = computed(() => {
    const code = this.language.code();
    return {
      time: new Intl.DateTimeFormat(code, { hour: 'numeric', minute: '2-digit' }),
      day: new Intl.DateTimeFormat(code, { weekday: 'long', day: 'numeric', month: 'long' }),
      dayAndYear: new Intl.DateTimeFormat(code, { day: 'numeric', month: 'long', year: 'numeric' }),
      near: new Intl.RelativeTimeFormat(code, { numeric: 'auto' }),
    };
  });

  time(moment: Date): string {
    return this.formats().time.format(moment);
  }

  /** `day` is local midnight; today and yesterday are called so. */
  day(day: Date, now = new Date()): string {
    const { near, day: sameYear, dayAndYear } = this.formats();
    const daysAgo = Math.round((startOfDay(now).getTime() - day.getTime()) / 86_400_000);
    if (daysAgo === 0 || daysAgo === 1) return capitalised(near.format(-daysAgo, 'day'));
    return (day.getFullYear() === now.getFullYear() ? sameYear : dayAndYear).format(day);
  }
}

const startOfDay = (moment: Date): Date =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
