import {
  type EnvironmentProviders,
  Injectable,
  inject,
  isDevMode,
  makeEnvironmentProviders,
  provideAppInitializer,
} from '@angular/core';
import { type Translation, type TranslocoLoader, provideTransloco } from '@jsverse/transloco';
import { Language, languages } from './language';

const files: Readonly<Record<string, () => Promise<{ default: Translation }>>> = {
  en: () => import('../../../i18n/en.json', { with: { type: 'json' } }),
  de: () => import('../../../i18n/de.json', { with: { type: 'json' } }),
};

/** Each language is a chunk of its own, so that nobody loads the words of another. */
@Injectable({ providedIn: 'root' })
export class TranslationFiles implements TranslocoLoader {
  async getTranslation(code: string): Promise<Translation> {
    const load = files[code];
    if (!load) throw new Error(`There are no words in ${code}`);
    return (await load()).default;
  }
}

export function provideI18n(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...languages],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
        missingHandler: { logMissingKey: isDevMode() },
      },
      loader: TranslationFiles,
    }),
    provideAppInitializer(() => inject(Language).start()),
  ]);
}
