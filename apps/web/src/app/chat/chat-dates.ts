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
      weekday: new Intl.DateTimeFormat(code, { weekday: 'short' }),
      date: new Intl.DateTimeFormat(code, { day: 'numeric', month: 'numeric', year: '2-digit' }),
      near: new Intl.RelativeTimeFormat(code, { numeric: 'auto' }),
    };
  });

  time(moment: Date): string {
    return this.formats().time.format(moment);
  }

  /** As short as a list needs: the time of today, the day of the last week, or the date. */
  short(moment: Date, now = new Date()): string {
    const { time, weekday, date } = this.formats();
    const daysAgo = daysBetween(moment, now);
    return (daysAgo <= 0 ? time : daysAgo < 7 ? weekday : date).format(moment);
  }

  /** `day` is local midnight; today and yesterday are called so. */
  day(day: Date, now = new Date()): string {
    const { near, day: sameYear, dayAndYear } = this.formats();
    const daysAgo = daysBetween(day, now);
    if (daysAgo === 0 || daysAgo === 1) return capitalised(near.format(-daysAgo, 'day'));
    return (day.getFullYear() === now.getFullYear() ? sameYear : dayAndYear).format(day);
  }
}

const startOfDay = (moment: Date): Date =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
/** Rounded: a day of the change to summer time has 23 hours. */
const daysBetween = (moment: Date, now: Date): number =>
  Math.round((startOfDay(now).getTime() - startOfDay(moment).getTime()) / 86_400_000);
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
