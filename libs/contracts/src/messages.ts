import * as z from 'zod';
import { attachment } from './attachments.js';
import { limits } from './limits.js';
import { isEmoji } from './marks.js';
import { charsIn, hasVisibleChar, id, isStorable, timestamp } from './text.js';
import { user } from './users.js';

/** Text of a message, stored exactly as sent; it may be empty where there is something else in the message. */
const anyText = z
  .string()
  .refine((text) => charsIn(text) <= limits.messageMaxChars, { error: 'message_too_long', abort: true })
  .refine(isStorable, { error: 'text_malformed', abort: true })
  .meta({ maxLength: limits.messageMaxChars }); // for the OpenAPI document

/** The text of a message that has nothing but its text. Markdown (CommonMark, GFM); raw HTML in it is text. */
export const messageText = anyText
  .refine(hasVisibleChar, { error: 'message_empty' })
  .meta({ minLength: 1, maxLength: limits.messageMaxChars }); // for the OpenAPI document

/** A position in a chat: 1 for its first message, then one more for each, without gaps. */
export const seq = z.number().int().positive();
/** A position among the changes of a chat (edits, deletions, reactions): 1 for the first, then one more for each. 0: none yet. */
export const changeCursor = z.number().int().nonnegative();

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

/** What a message replies to, as it is now. */
export const quote = z.object({
  id,
  seq,
  author: user,
  /** At most its first `quoteMaxChars` characters; empty where it was deleted, or has only files. */
  text: z.string(),
  /** The name of its first file, where it has files. */
  file: z.string().optional(),
  deleted: z.literal(true).optional(),
});
export type Quote = z.infer<typeof quote>;

export const emoji = z.string().max(64, { error: 'not_an_emoji' }).refine(isEmoji, { error: 'not_an_emoji' });

/** One emoji and who gave it, the first to do so first. */
export const reaction = z.object({ emoji: z.string(), userIds: z.array(id) });
export type Reaction = z.infer<typeof reaction>;

/** What is not there is left out: a plain message has none of the optional fields. */
export const message = z.object({
  id,
  chatId: id,
  seq,
  author: user,
  /** The id that the author's client gave it; how the client knows its own message again. */
  clientMessageId: id,
  /** Empty with `call` and with `deletedAt`; may be empty with `attachments`. */
  text: z.string(),
  /** Present where the message tells of a call. */
  call: callNote.optional(),
  replyTo: quote.optional(),
  attachments: z.array(attachment).optional(),
  /** Who is named in the text by `@username`, and may read the chat. */
  mentions: z.array(user).optional(),
  /** Everybody is named, by `@room`. */
  mentionsRoom: z.literal(true).optional(),
  /** In the order in which the emoji first came. */
  reactions: z.array(reaction).optional(),
  createdAt: timestamp,
  editedAt: timestamp.optional(),
  /** A tombstone: only who wrote it and when is left. */
  deletedAt: timestamp.optional(),
  /** Which of the changes of the chat this message had last; left out where it never changed. The higher one is the newer. */
  change: changeCursor.optional(),
});
export type Message = z.infer<typeof message>;

export const chatParams = z.object({ chatId: id });
export const messageParams = chatParams.extend({ messageId: id });

/**
 * `clientMessageId` is made once per message: sending it again stores nothing and answers with the first.
 * `replyToId`: a message of the same chat. `attachmentIds`: files that the author has uploaded to this chat.
 */
export const postMessageRequest = z
  .object({
    clientMessageId: id,
    text: anyText,
    replyToId: id.optional(),
    attachmentIds: z.array(id).min(1).max(limits.attachmentsMax).optional(),
  })
  .refine(({ text, attachmentIds }) => attachmentIds !== undefined || hasVisibleChar(text), {
    error: 'message_empty',
    path: ['text'],
  });
export type PostMessageRequest = z.infer<typeof postMessageRequest>;

export const sendMessageRequest = postMessageRequest.safeExtend({ chatId: id });
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

export const messageSent = z.object({ message });
export type MessageSent = z.infer<typeof messageSent>;

/** Files stay; a message with files may lose all its text. */
export const editMessageRequest = z.object({ text: anyText });
export type EditMessageRequest = z.infer<typeof editMessageRequest>;

/** What it said before, the oldest first. `writtenAt`: when it began to say so. */
export const messageVersions = z.object({
  versions: z.array(z.object({ text: z.string(), writtenAt: timestamp })),
});
export type MessageVersions = z.infer<typeof messageVersions>;

export const reactionParams = messageParams.extend({ emoji });
export const messageReactions = z.object({
  reactions: z.array(z.object({ emoji: z.string(), users: z.array(user) })),
});
export type MessageReactions = z.infer<typeof messageReactions>;

const cursor = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/**
 * Without a cursor: the newest. `before`: those directly before that seq. `after`: those directly after it. `around`: that one
 * in the middle. Always newest first.
 */
export const historyQuery = z
  .object({
    before: cursor.optional(),
    after: cursor.optional(),
    around: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(limits.pageMaxItems).default(limits.pageDefaultItems),
  })
  .refine(
    ({ before, after, around }) => [before, after, around].filter((seq) => seq !== undefined).length <= 1,
    {
      error: 'Give one of before, after and around.',
    },
  );
export type HistoryQuery = z.input<typeof historyQuery>;

/**
 * `hasOlder`, `hasNewer`: whether there are more beyond either end of the page. `change`: the chat's last change when the page
 * was read, in one snapshot with it: the cursor for catching up with what changes later.
 */
export const messagePage = z.object({
  messages: z.array(message),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
  change: changeCursor,
});
export type MessagePage = z.infer<typeof messagePage>;

/** The last `seq` and the last change that a client knows of. */
export const catchUpQuery = z.object({ seq: cursor, change: cursor });
export type CatchUpQuery = z.input<typeof catchUpQuery>;

/**
 * What a client missed. `messages`: those behind its `seq`, oldest first. `changed`: those up to its `seq` that have changed
 * behind its `change`, as they are now, in the order of their changes. `tooFar`: it is too much, read the chat anew; then
 * both are empty.
 */
export const catchUp = z.object({
  tooFar: z.boolean(),
  messages: z.array(message),
  changed: z.array(message),
  change: changeCursor,
});
export type CatchUp = z.infer<typeof catchUp>;
