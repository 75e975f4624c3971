import { provideTranslocoScope } from '@jsverse/transloco';

/** The words of this page are many, and come with it: who signs in does not load them. */
export const checkWords = provideTranslocoScope({
  scope: 'check',
  loader: {
    en: () => import('../../i18n/check/en.json', { with: { type: 'json' } }),
    de: () => import('../../i18n/check/de.json', { with: { type: 'json' } }),
  },
});
