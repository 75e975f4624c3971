import { DOCUMENT, Injectable, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Preferences } from '../preferences';

/** In the order in which the switch shows them, each by its own name. */
export const languages = ['en', 'de'] as const;
export type LanguageCode = (typeof languages)[number];

/** The language of the page: that of the browser until a person chooses another, which is kept. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly preferences = inject(Preferences);
  private readonly document = inject(DOCUMENT);

  /** The active language. */
  readonly code = computed(() => preferred([this.transloco.activeLang()]));

  /** Resolves when the first words are there. */
  async start(): Promise<void> {
    await this.activate(
      this.preferences.read('language', languages) ??
        preferred(this.document.defaultView?.navigator.languages),
    );
  }

  async use(code: LanguageCode): Promise<void> {
    this.preferences.write('language', code);
    await this.activate(code);
  }

  private async activate(code: LanguageCode): Promise<void> {
    await firstValueFrom(this.transloco.load(code));
    this.transloco.setActiveLang(code);
    this.document.documentElement.lang = code;
  }
}

/** The first language of the browser that we speak; English otherwise. */
export function preferred(wanted: readonly string[] = []): LanguageCode {
  for (const tag of wanted) {
    const match = languages.find((code) => tag.toLowerCase().split('-')[0] === code);
    if (match) return match;
  }
  return 'en';
}
