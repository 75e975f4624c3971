import { limits } from './limits.js';
import { username } from './users.js';

/** Whom a text names, before anybody has looked whether they are there. */
export interface Mentions {
  /** In lower case, each once. */
  readonly usernames: readonly string[];
  /** `@room`: everybody. */
  readonly room: boolean;
}

/** What stands in code is no mention: fenced blocks, then spans. */
const code = /(^|\n)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n\2|$)|(`+)[\s\S]*?[^`]\3(?!`)/g;
/** Not within a word or an address. */
const mention = /(?<![\p{L}\p{N}_@./-])@([a-z0-9_]{3,20})(?![\p{L}\p{N}_@])/giu;

/** `@username` and `@room` in the text of a message. At most `limits.mentionsMax` people are named by one message. */
export function mentionsIn(text: string): Mentions {
  const names = new Set<string>();
  for (const [, name = ''] of text.replace(code, '\n').matchAll(mention)) names.add(name.toLowerCase());
  const room = names.delete('room');
  const usernames = [...names].filter((name) => username.safeParse(name).success);
  return { usernames: usernames.slice(0, limits.mentionsMax), room };
}

/** One emoji as Unicode recommends them for interchange (UTS 51, RGI), also of several code points. */
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
export const isEmoji = (text: string): boolean => oneEmoji.test(text);
