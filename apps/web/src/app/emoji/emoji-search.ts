import { type Emoji } from './emoji-data';

/** Those that every word of the query begins a word of. Whose code begins so comes first, the shortest before the others. */
export function findEmoji(emoji: readonly Emoji[], query: string, most: number): readonly Emoji[] {
  const wanted = query
    .toLowerCase()
    .split(/[\s:_]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const found = emoji.filter(({ words }) =>
    wanted.every((part) => words.some((word) => word.startsWith(part))),
  );
  const ranks = new Map(found.map((one) => [one, rankOf(one, wanted.join('_'))]));
  return found.sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0)).slice(0, most);
}

function rankOf({ codes }: Emoji, query: string): number {
  const lengths = codes.filter((code) => code.startsWith(query)).map(({ length }) => length);
  return Math.min(...lengths, Number.MAX_SAFE_INTEGER);
}

export const emojiByCode = (emoji: readonly Emoji[], code: string): Emoji | undefined =>
  emoji.find(({ codes }) => codes.includes(code.toLowerCase()));
