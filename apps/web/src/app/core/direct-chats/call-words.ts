import { Injectable, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type CallNote } from '@parlour/contracts';
import { Language } from '../i18n/language';

/** How a call between two people ended, in words of the person's language. */
@Injectable({ providedIn: 'root' })
export class CallWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly units = computed(() => {
    const format = (unit: string) =>
      new Intl.NumberFormat(this.language.code(), { style: 'unit', unit, unitDisplay: 'short' });
    return { hour: format('hour'), minute: format('minute'), second: format('second') };
  });

  /** A signal read: follows the language. `mine`: I was the one who called. */
  of({ outcome, video, durationSeconds }: Omit<CallNote, 'ringId'>, mine: boolean): string {
    this.transloco.activeLang();
    const side = outcome === 'answered' ? 'both' : mine ? 'mine' : 'theirs';
    return this.transloco.translate(`direct.call.${side}.${outcome}`, {
      kind: this.transloco.translate<string>(video ? 'direct.call.video' : 'direct.call.voice'),
      missed: this.transloco.translate<string>(video ? 'direct.call.missedVideo' : 'direct.call.missedVoice'),
      duration: this.duration(durationSeconds ?? 0),
    });
  }

  /** `34 sec`, `12 min`, `1 hr 5 min`: nobody counts the seconds of a talk. */
  duration(seconds: number): string {
    const { hour, minute, second } = this.units();
    if (seconds < 60) return second.format(seconds);
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return minute.format(minutes);
    const rest = minutes % 60;
    return [hour.format(Math.floor(minutes / 60)), ...(rest ? [minute.format(rest)] : [])].join(' ');
  }
}

/** A call of theirs that nobody here took part in, and that nobody here sent away. */
export const isMissed = ({ outcome }: Pick<CallNote, 'outcome'>, mine: boolean): boolean =>
  !mine && outcome !== 'answered' && outcome !== 'declined' && outcome !== 'unavailable';
