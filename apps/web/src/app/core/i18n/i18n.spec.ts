import { TestBed } from '@angular/core/testing';
import { errorCodes } from '@parlour/contracts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiFailure } from '../api/api-failure';
import { ErrorWords } from './error-words';
import { Language, languages, preferred } from './language';
import { provideI18n } from './provide-i18n';

type Words = { readonly [key: string]: string | Words };

const source = join(import.meta.dirname, '../../..');
const read = (...path: string[]): Words =>
  JSON.parse(readFileSync(join(source, 'i18n', ...path), 'utf8')) as Words;

/** A folder holds what comes later, with the feature of its name. */
const words = (code: string): Words =>
  readdirSync(join(source, 'i18n'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .reduce<Words>(
      (all, { name }) => {
        const soon = all[name] ?? {};
        return {
          ...all,
          [name]: { ...(typeof soon === 'string' ? {} : soon), ...read(name, `${code}.json`) },
        };
      },
      read(`${code}.json`),
    );

/** `auth.fields.email` → its words, for every leaf. */
function leaves(tree: Words, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** Each once: one language may need a name twice where another does not. */
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name))].sort();

describe('the words', () => {
  const english = new Map(leaves(words('en')));

  test.each(languages)('in %s have the same keys and the same placeholders as the English ones', (code) => {
    const own = new Map(leaves(words(code)));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of own) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
      expect([key, text.trim() === '']).toEqual([key, false]);
    }
  });

  test('tell every error that the server and the network know', () => {
    expect([...errorCodes, 'offline'].filter((code) => !english.has(`errors.${code}`))).toEqual([]);
  });

  test('have every key that the code and the templates name in full', () => {
    const missing = readdirSync(join(source, 'app'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|html)$/.test(path) && !path.endsWith('.spec.ts'))
      .flatMap((path) => [
        ...readFileSync(join(source, 'app', path), 'utf8').matchAll(
          /'([a-z][\w.]+\.\w+)'\s*\|\s*transloco/gi,
        ),
      ])
      .map(([, key]) => key ?? '')
      .filter((key) => !english.has(key));
    expect(missing).toEqual([]);
  });
});

describe('the language', () => {
  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({ providers: [provideI18n()] });
  });

  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('for a browser that wants %j is %s', (wanted, code) => {
    expect(preferred(wanted)).toBe(code);
  });

  test('is switched at once, for the page and for listeners, and kept', async () => {
    const language = TestBed.inject(Language);
    const errorWords = TestBed.inject(ErrorWords);
    await language.use('de');
    expect(document.documentElement.lang).toBe('de');
    expect(errorWords.of(new ApiFailure('username_taken'))).toMatch(/vergeben/);
    expect(errorWords.of(new ApiFailure('rate_limited', { retryAfterSeconds: 7 }))).toMatch(/7 s/);
    expect(errorWords.of(new Error('a fault of ours'))).toMatch(/schiefgegangen/);
    await language.use('en');
    await language.start();
    expect(language.code()).toBe('en');
    expect(localStorage.getItem('parlour.language')).toBe('en');
  });
});
