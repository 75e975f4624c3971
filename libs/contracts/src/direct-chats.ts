import * as z from 'zod';
import { message } from './messages.js';
import { id } from './text.js';
import { user } from './users.js';

/** Whether one can write: to friends only. `blocked`: by me. Who has blocked me is no friend, and no more is said. */
export const directChatState = z.enum(['open', 'not-friends', 'blocked', 'deleted']);
export type DirectChatState = z.infer<typeof directChatState>;

/** The chat of two people, as one of them sees it. It outlives their friendship. */
export const directChat = z.object({
  id,
  /** The other one. */
  user,
  state: directChatState,
  lastMessage: message.nullable(),
  /** Of the other one, behind `lastReadSeq`: at most 100 are counted. Calls that were answered or declined do not count. */
  unread: z.number().int().nonnegative(),
  /** 0: nothing yet. */
  lastReadSeq: z.number().int().nonnegative(),
  /** It counts quietly, and calls for no attention. */
  muted: z.boolean(),
});
export type DirectChat = z.infer<typeof directChat>;

/** The last written first. Those without a message come last, and only while they are open. */
export const directChats = z.object({ chats: z.array(directChat) });
export type DirectChats = z.infer<typeof directChats>;
