/** A part of a text: one that was looked for, or one between. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** Without regard to case, accents and kinds of white space, with where in the text each character comes from. */
function fold(text: string): { readonly folded: string; readonly origins: readonly number[] } {
  let folded = '';
  const origins: number[] = [];
  let index = 0;
  for (const char of text) {
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s/u, ' ').toLowerCase();
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) origins.push(index);
    index += char.length;
  }
  origins.push(index);
  return { folded, origins };
}

/** Where in the text the terms stand; overlapping places are one. */
function rangesOf(text: string, terms: readonly string[]): (readonly [from: number, to: number])[] {
  const { folded, origins } = fold(text);
  const found: [number, number][] = [];
  for (const term of terms.map((each) => fold(each).folded).filter((each) => each.trim() !== '')) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
      found.push([origins[at] ?? 0, origins[at + term.length] ?? text.length]);
  }
  const merged: [number, number][] = [];
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The text in parts, of which those that hold a term are hits. Together they are the text. */
export function segmentsOf(text: string, terms: readonly string[]): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  for (const [from, to] of rangesOf(text, terms)) {
    if (from > done) segments.push({ text: text.slice(done, from), hit: false });
    segments.push({ text: text.slice(from, to), hit: true });
    done = to;
  }
  if (done < text.length) segments.push({ text: text.slice(done), hit: false });
  return segments;
}

const maxChars = 320;
const leadChars = 80;

/** As much of a long text as a result has place for, around the first term in it. */
export function excerptOf(text: string, terms: readonly string[]): string {
  if (text.length <= maxChars) return text;
  const first = rangesOf(text, terms)[0]?.[0] ?? 0;
  const start = Math.min(Math.max(0, first - leadChars), text.length - maxChars);
  // Not within a word, and so not within a character of two units either.
  const from = start === 0 ? 0 : start + Math.max(0, text.slice(start, first).search(/\s/u) + 1);
  const cut = text.slice(from, from + maxChars);
  const to = from + maxChars < text.length ? Math.max(cut.search(/\s\S*$/u), maxChars / 2) : cut.length;
  return `${from > 0 ? '… ' : ''}${cut.slice(0, to)}${from + to < text.length ? ' …' : ''}`;
}
