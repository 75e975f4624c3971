import { Injectable, computed, inject } from '@angular/core';
import { Language } from './language';

/** A moment in full, as the active language writes it. */
@Injectable({ providedIn: 'root' })
export class Moments {
  private readonly language = inject(Language);
  private readonly format = computed(
    () => new Intl.DateTimeFormat(this.language.code(), { dateStyle: 'long', timeStyle: 'short' }),
  );

  /** `21 November 2026 at 10:05`. A signal read: follows the language. */
  full(moment: string | Date): string {
    return this.format().format(new Date(moment));
  }
}
