import { Injectable, inject } from '@angular/core';
import { Language, type LanguageCode } from '../core/i18n/language';
import { type Emoji } from './emoji-data';

/** All emoji with their names in the person's language, read when they are first needed. */
@Injectable({ providedIn: 'root' })
export class EmojiStore {
  private readonly language = inject(Language);
  private readonly reading = new Map<LanguageCode, Promise<readonly Emoji[]>>();

  /** Empty where they cannot be reached; the next call tries again. */
  all(): Promise<readonly Emoji[]> {
    const code = this.language.code();
    const reading = this.reading.get(code) ?? this.read(code);
    this.reading.set(code, reading);
    return reading;
  }

  private async read(code: LanguageCode): Promise<readonly Emoji[]> {
    try {
      const { loadEmoji } = await import('./emoji-data');
      return await loadEmoji(code);
    } catch {
      this.reading.delete(code);
      return [];
    }
  }
}
