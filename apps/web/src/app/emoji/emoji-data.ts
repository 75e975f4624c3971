import { isEmoji } from '@parlour/contracts';
import { type LanguageCode } from '../core/i18n/language';

export interface Emoji {
  readonly unicode: string;
  /** What it shows, in the language of the data. */
  readonly label: string;
  readonly group: number;
  /** `:tada:` without its colons; the same in every language. The first is the one that people know. */
  readonly codes: readonly string[];
  /** Everything that it is found by, in lower case. */
  readonly words: readonly string[];
}

/** As emojibase writes them: https://emojibase.dev/docs/datasets */
interface Entry {
  readonly hexcode: string;
  readonly label: string;
  readonly unicode: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
}
type Codes = Readonly<Record<string, string | readonly string[]>>;

const files: Readonly<Record<LanguageCode, () => Promise<{ default: unknown }>>> = {
  en: () => import('emojibase-data/en/compact.json', { with: { type: 'json' } }),
  de: () => import('emojibase-data/de/compact.json', { with: { type: 'json' } }),
};

/** Skin tones and hair by themselves. */
const componentsGroup = 2;

/** Every emoji that can be sent, in the usual order. Rejects where the data cannot be reached. */
export async function loadEmoji(language: LanguageCode): Promise<readonly Emoji[]> {
  const [{ default: entries }, { default: codes }] = await Promise.all([
    files[language](),
    import('emojibase-data/en/shortcodes/iamcal.json', { with: { type: 'json' } }),
  ]);
  return (entries as readonly Entry[])
    .filter(({ group }) => group !== undefined && group !== componentsGroup)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .flatMap((entry) => emojiOf(entry, (codes as Codes)[entry.hexcode]));
}

function emojiOf(
  { unicode, label, tags = [], group = 0 }: Entry,
  code: Codes[string] = [],
): readonly Emoji[] {
  // The data asks for the coloured form even where it is the only one; what is recommended for interchange leaves that out.
  const sent = [unicode, unicode.replaceAll('\uFE0F', '')].find(isEmoji);
  if (!sent) return []; // newer than this browser
  const codes = typeof code === 'string' ? [code] : code;
  const words = [label, ...tags, ...codes].flatMap((text) => text.toLowerCase().split(/[\s_-]+/));
  return [{ unicode: sent, label, group, codes, words: [...new Set([...words, ...codes])] }];
}
