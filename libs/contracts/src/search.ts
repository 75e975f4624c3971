import * as z from 'zod';
import { limits } from './limits.js';
import { message } from './messages.js';
import { charsIn, id, isStorable } from './text.js';
import { user } from './users.js';

/**
 * Words, all of which must be in a message, whole or in part; and operators: `from:username` (`from:me`), `in:room-slug`,
 * `in:#chat-name`, `in:@username`, `before:2026-11-21`, `after:2026-11-21` (days in UTC, both without the day itself),
 * `has:image|video|audio|file|link`. A room and a chat together are that chat of that room; otherwise several places are any of
 * them. `"several words"` in quotes stand together. `before`, beside it, is the id of the last
 * message of the previous page.
 */
export const searchQuery = z.object({
  q: z
    .string()
    .refine(isStorable, { error: 'text_malformed', abort: true })
    .trim()
    .refine((text) => text !== '' && charsIn(text) <= limits.searchMaxChars, { error: 'search_invalid' }),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(limits.searchMaxItems).default(20),
});
export type SearchQuery = z.input<typeof searchQuery>;

/** Where a message was found: a chat of a room, or of two people. */
export const searchPlace = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('room'),
    chatId: id,
    roomId: id,
    slug: z.string(),
    roomTitle: z.string(),
    chatName: z.string(),
    main: z.boolean(),
  }),
  z.object({ kind: z.literal('direct'), chatId: id, user }),
]);
export type SearchPlace = z.infer<typeof searchPlace>;

/** A message, between the one before and the one after it. */
export const searchHit = z.object({
  place: searchPlace,
  message,
  previous: message.nullable(),
  next: message.nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

/** Newest first. `terms`: the words that were looked for, in lower case, to be marked in the text. */
export const searchPage = z.object({
  hits: z.array(searchHit),
  terms: z.array(z.string()),
  hasMore: z.boolean(),
});
export type SearchPage = z.infer<typeof searchPage>;
