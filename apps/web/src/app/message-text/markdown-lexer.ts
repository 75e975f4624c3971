import { Marked, type Token, type Tokens } from 'marked';

export interface MentionToken extends Tokens.Generic {
  readonly type: 'mention';
  readonly username: string;
}

const never = (): undefined => undefined;
/** The same as the server reads (`mentionsIn`), so that what is marked is what has reached somebody. */
const mention = /^@([a-z0-9_]{3,20})(?![\p{L}\p{N}_@])/iu;
/** An address has its own sign at the same place. */
const possible = /(?<![\p{L}\p{N}_@./-])@[a-z0-9_]{3}/iu;
const endsInWord = /[\p{L}\p{N}_@./-]$/u;

/**
 * CommonMark and GFM as people write it in a chat: a single line break breaks the line. What is not for a chat stays as it
 * was typed: raw HTML, headings (`# 1 of the list`), code by indentation, links defined elsewhere.
 */
const markdown = new Marked(
  { gfm: true, breaks: true },
  {
    tokenizer: {
      html: never,
      tag: never,
      def: never,
      code: never,
      heading: never,
      lheading: never,
      reflink: never,
    },
    extensions: [
      {
        name: 'mention',
        level: 'inline',
        start: (text) => text.search(possible),
        tokenizer(text, before): MentionToken | undefined {
          const [raw, username] = mention.exec(text) ?? [];
          const wordBefore = endsInWord.test((before.at(-1)?.raw ?? '').slice(-2));
          return raw && username && !wordBefore ? { type: 'mention', raw, username } : undefined;
        },
      },
    ],
  },
);

export const markdownTokens = (text: string): readonly Token[] => markdown.lexer(text);
