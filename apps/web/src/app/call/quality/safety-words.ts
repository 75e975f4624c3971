import { type LanguageCode } from '../../core/i18n/language';

type Words = Readonly<Record<string, string>>;

/** Kept apart from the words of the pages: nobody needs them before looking at a code. */
const files: Readonly<Record<LanguageCode, () => Promise<{ default: Words }>>> = {
  en: () => import('../../../i18n/safety-words/en.json', { with: { type: 'json' } }),
  de: () => import('../../../i18n/safety-words/de.json', { with: { type: 'json' } }),
};

/** What each symbol of a code is called, by its name. Rejects where the words cannot be reached. */
export async function loadSafetyWords(language: LanguageCode): Promise<Words> {
  return (await files[language]()).default;
}
