import * as z from 'zod';

/** An id made by the server or a client: a UUID in lower case. The server's own are version 7, ordered by time. */
export const id = z.uuid().toLowerCase();

/** A moment: ISO 8601 in UTC with milliseconds, the server's clock. */
export const timestamp = z.iso.datetime({ precision: 3 });

/** Characters as people count them: code points, so that an emoji of two UTF-16 units is one. */
export const charsIn = (text: string): number =>
  text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/** PostgreSQL stores neither NUL nor lone surrogates; the latter would silently turn into U+FFFD. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** White space, control and format characters (zero-width, bidirectional marks) are not visible by themselves. */
export const hasVisibleChar = (text: string): boolean => /[^\s\p{C}\p{Z}\p{M}]/u.test(text);

/** Text on one line without control or bidirectional-override characters: titles, names. Trimmed. */
export const singleLine = (maxChars: number) =>
  z
    .string()
    .refine(isStorable, { error: 'text_malformed', abort: true })
    .refine((text) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text), {
      error: 'text_malformed',
      abort: true,
    })
    .trim()
    .refine((text) => charsIn(text) <= maxChars, { error: `At most ${maxChars} characters.` });
