import { limits } from '@parlour/contracts';
import { randomInt } from 'node:crypto';

/** Letters that do not decompose into a letter of a to z and a mark, or that are written out otherwise. */
const spelledOut: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  å: 'aa',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** `Käse & Wein!` is `kaese-wein`. A title without any letter or digit of ours is `room`. */
export function slugOf(title: string): string {
  const ascii = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/./gsu, (char) => spelledOut[char] ?? char)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return shortened(ascii.replace(/[^a-z0-9]+/g, '-').replace(/^-/, ''), limits.slugMaxChars) || 'room';
}

/** A slug as it stands, then with the numbers from 2 to 9, then with ever longer random ones: never a long search. */
export function* slugCandidates(slug: string): Generator<string, never> {
  yield slug;
  for (let number = 2; number < 10; number++) yield numbered(slug, number);
  for (let range = 100; ; range = Math.min(range * 10, 1e9)) yield numbered(slug, randomInt(10, range));
}

const numbered = (slug: string, number: number): string =>
  `${shortened(slug, limits.slugMaxChars - `-${number}`.length)}-${number}`;

const shortened = (slug: string, maxChars: number): string => slug.slice(0, maxChars).replace(/-$/, '');
