import * as z from 'zod';
import { chatParams, seq } from './messages.js';
import { roomParams } from './rooms.js';
import { limits } from './limits.js';
import { charsIn, hasVisibleChar, id, isStorable, singleLine, timestamp } from './text.js';
import { user } from './users.js';

const chatName = singleLine(limits.chatNameMaxChars)
  .refine(hasVisibleChar, { error: 'Give the chat a name.' })
  .meta({ minLength: 1, maxLength: limits.chatNameMaxChars }); // for the OpenAPI document

const chatDescription = z
  .string()
  .refine(isStorable, { error: 'text_malformed', abort: true })
  .trim()
  .refine((text) => charsIn(text) <= limits.chatDescriptionMaxChars, {
    error: `At most ${limits.chatDescriptionMaxChars} characters.`,
  })
  .meta({ maxLength: limits.chatDescriptionMaxChars });

export const createRoomChatRequest = z.object({ name: chatName, description: chatDescription.default('') });
export type CreateRoomChatRequest = z.input<typeof createRoomChatRequest>;

export const roomChatParams = roomParams.extend(chatParams.shape);

/** What is left out stays. */
export const updateRoomChatRequest = z.object({
  name: chatName.optional(),
  description: chatDescription.optional(),
  archived: z.boolean().optional(),
});
export type UpdateRoomChatRequest = z.infer<typeof updateRoomChatRequest>;

/** A chat of a room, the same for everybody. */
export const roomChatInfo = z.object({
  id,
  roomId: id,
  name: z.string(),
  description: z.string(),
  /** The room's first chat, which always stays. */
  main: z.boolean(),
  createdAt: timestamp,
  /** Since when it can only be read; null: it is in use. */
  archivedAt: timestamp.nullable(),
});
export type RoomChatInfo = z.infer<typeof roomChatInfo>;

/** How far one person has read a chat: of what others wrote behind `lastReadSeq`, at most 100 are counted. */
export const readState = z.object({
  chatId: id,
  /** 0: nothing yet. */
  lastReadSeq: z.number().int().nonnegative(),
  unread: z.number().int().nonnegative(),
  /** Those of the unread that name me, or everybody. */
  mentions: z.number().int().nonnegative(),
});
export type ReadState = z.infer<typeof readState>;

/** A chat of a room, as one member sees it. */
export const roomChat = roomChatInfo.extend({
  ...readState.omit({ chatId: true }).shape,
  muted: z.boolean(),
  /** 0: nobody has written yet. */
  lastSeq: z.number().int().nonnegative(),
  firstMessageAt: timestamp.nullable(),
  lastMessageAt: timestamp.nullable(),
});
export type RoomChat = z.infer<typeof roomChat>;

/** Of each room the first chat first, then the others by name; archived ones among them. */
export const roomChats = z.object({ chats: z.array(roomChat) });
export type RoomChats = z.infer<typeof roomChats>;

/** Everything up to there was on the screen. It only ever moves forward. */
export const readChatRequest = z.object({ chatId: id, seq });
/** Read up to there and no further, also backwards: "unread from here". 0: nothing is read. */
export const setReadMarkRequest = z.object({ lastReadSeq: z.number().int().nonnegative() });

export const muteChatRequest = z.object({ muted: z.boolean() });
export const chatMuted = muteChatRequest.extend({ chatId: id });

/** Up to where one of the others has read. */
export const seenMark = z.object({ userId: id, lastReadSeq: seq });
export type SeenMark = z.infer<typeof seenMark>;
/** Empty in a room of more than 20 people, and for who does not show their own. */
export const seenMarks = z.object({ seen: z.array(seenMark) });
export const chatSeen = seenMark.extend({ chatId: id });

/** Said again every 3 s while somebody types, and once when they stop. Who hears it forgets it after 6 s. */
export const typingRequest = z.object({ chatId: id, typing: z.boolean() });
export const chatTyping = typingRequest.extend({ user });
