import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, hasVisibleChar, id, isStorable, timestamp } from './text.js';
import { user } from './users.js';

/** The text of a message, stored exactly as sent. */
export const messageText = z
  .string()
  .refine((text) => charsIn(text) <= limits.messageMaxChars, { error: 'message_too_long', abort: true })
  .refine(isStorable, { error: 'text_malformed', abort: true })
  .refine(hasVisibleChar, { error: 'message_empty' })
  .meta({ minLength: 1, maxLength: limits.messageMaxChars }); // for the OpenAPI document

/** A position in a chat: 1 for its first message, then one more for each, without gaps. */
export const seq = z.number().int().positive();

/**
 * How a ring ended. `missed`: nobody answered in 60 s. `busy`: the callee was in another call. `do-not-disturb`: the callee had
 * set it. `unavailable`: one of them may no longer call the other, or the server was restarted.
 */
export const ringOutcome = z.enum([
  'answered',
  'declined',
  'cancelled',
  'missed',
  'busy',
  'do-not-disturb',
  'unavailable',
]);
export type RingOutcome = z.infer<typeof ringOutcome>;

/** A call between two people, in their direct chat; its author is the caller. */
export const callNote = z.object({
  ringId: id,
  video: z.boolean(),
  outcome: ringOutcome,
  /** From the answer to the end; null where nobody answered. */
  durationSeconds: z.number().int().nonnegative().nullable(),
});
export type CallNote = z.infer<typeof callNote>;

export const message = z.object({
  id,
  chatId: id,
  seq,
  author: user,
  /** The id that the author's client gave it; how the client knows its own message again. */
  clientMessageId: id,
  /** Empty with `call`. */
  text: z.string(),
  /** Present where the message tells of a call. */
  call: callNote.optional(),
  createdAt: timestamp,
});
export type Message = z.infer<typeof message>;

export const chatParams = z.object({ chatId: id });

/** `clientMessageId` is made once per message: sending it again stores nothing and answers with the first. */
export const postMessageRequest = z.object({ clientMessageId: id, text: messageText });
export type PostMessageRequest = z.infer<typeof postMessageRequest>;

export const sendMessageRequest = postMessageRequest.extend({ chatId: id });
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

export const messageSent = z.object({ message });
export type MessageSent = z.infer<typeof messageSent>;

const seqCursor = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/**
 * Without a cursor: the newest. `before`: those directly before that seq. `after`: those directly after it.
 * Always newest first.
 */
export const historyQuery = z
  .object({
    before: seqCursor.optional(),
    after: seqCursor.optional(),
    limit: z.coerce.number().int().min(1).max(limits.pageMaxItems).default(limits.pageDefaultItems),
  })
  .refine((query) => query.before === undefined || query.after === undefined, {
    error: 'Give before or after, not both.',
  });
export type HistoryQuery = z.input<typeof historyQuery>;

/** `hasMore`: whether there are more in the direction that was asked for. */
export const messagePage = z.object({ messages: z.array(message), hasMore: z.boolean() });
export type MessagePage = z.infer<typeof messagePage>;
