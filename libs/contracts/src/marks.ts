import { limits } from './limits.js';
import { username } from './users.js';

/** Whom a text names, before anybody has looked whether they are there. */
export interface Mentions {
  /** In lower case, each once. */
  readonly usernames: readonly string[];
  /** `@room`: everybody. */
  readonly room: boolean;
}

/** Not within a word or an address. */
const mention = /(?<![\p{L}\p{N}_@./-])@([a-z0-9_]{3,20})(?![\p{L}\p{N}_@])/giu;

/** `@username` and `@room` in the text of a message. At most `limits.mentionsMax` people are named by one message. */
export function mentionsIn(text: string): Mentions {
  if (!text.includes('@')) return { usernames: [], room: false };
  const names = new Set<string>();
  for (const [, name = ''] of withoutCode(text).matchAll(mention)) names.add(name.toLowerCase());
  const room = names.delete('room');
  const usernames = [...names].filter((name) => username.safeParse(name).success);
  return { usernames: usernames.slice(0, limits.mentionsMax), room };
}

/** What stands in code names nobody. In one pass each, so that no text is slow (a regular expression was). */
const withoutCode = (text: string): string => withoutSpans(withoutFences(text));

/** CommonMark section 4.5: from a line of three or more backticks or tildes to one that closes it, or to the end. */
function withoutFences(text: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const marker: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && marker === undefined) kept.push(line);
    else if (fence === null) fence = marker ?? null;
    else if (marker?.startsWith(fence)) fence = null;
  }
  return kept.join('\n');
}

/** CommonMark section 6.1: from a run of backticks to the next one of the same length. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  const closing = new Map<number, number>();
  const closedBy = runs.map(() => -1);
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    const length = runs[at]?.length ?? 0;
    closedBy[at] = closing.get(length) ?? -1;
    closing.set(length, at);
  }
  let kept = '';
  let from = 0;
  for (let at = 0; at < runs.length; at += 1) {
    const close = closedBy[at] ?? -1;
    const [open, end] = [runs[at], runs[close]];
    if (!open || !end) continue;
    kept += `${text.slice(from, open.index)} `;
    from = end.index + end.length;
    at = close;
  }
  return kept + text.slice(from);
}

/** One emoji as Unicode recommends them for interchange (UTS 51, RGI), also of several code points. */
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
export const isEmoji = (text: string): boolean => oneEmoji.test(text);
