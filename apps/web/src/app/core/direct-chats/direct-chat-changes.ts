import { type DirectChat, type Message, limits } from '@parlour/contracts';
import { type MarkChange } from '../read-marks/marked-chats';

/** What the socket tells about direct chats, and what is known before it does. */
export type DirectChatChange =
  | { readonly kind: 'chat'; readonly chat: DirectChat }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'changed'; readonly message: Message }
  | MarkChange;

/** The last written first; those without a message last. Applying a change twice is the same as once. */
export function changeDirectChats(
  chats: readonly DirectChat[],
  change: DirectChatChange,
): readonly DirectChat[] {
  switch (change.kind) {
    case 'chat':
      return withChat(chats, change.chat).toSorted(lastWrittenFirst);
    case 'message':
      return patch(chats, change.message.chatId, (chat) => withMessage(chat, change.message)).toSorted(
        lastWrittenFirst,
      );
    case 'changed':
      return patch(chats, change.message.chatId, (chat) => withChanged(chat, change.message));
    case 'seen':
      return patch(chats, change.chatId, (chat) => withMark(chat, change.lastReadSeq));
    case 'read': {
      const { chatId, lastReadSeq, unread } = change.state;
      return patch(chats, chatId, (chat) => ({ ...chat, lastReadSeq, unread }));
    }
    case 'muted':
      return patch(chats, change.chatId, (chat) => ({ ...chat, muted: change.muted }));
  }
}

/** Whether a message makes the chat unread for the person whose partner wrote it: a call that was talked about does not. */
export const countsAsUnread = ({ call }: Message): boolean =>
  call?.outcome !== 'answered' && call?.outcome !== 'declined';

function withChat(chats: readonly DirectChat[], chat: DirectChat): readonly DirectChat[] {
  const known = chats.find(({ id }) => id === chat.id);
  return [known ? newest(known, chat) : chat, ...chats.filter(({ id }) => id !== chat.id)];
}

/** An answer that was overtaken by messages, or by reading them, does not take them back. */
function newest(known: DirectChat, chat: DirectChat): DirectChat {
  const { lastMessage, lastReadSeq, unread } = known;
  const written = (lastMessage?.seq ?? 0) > (chat.lastMessage?.seq ?? 0);
  const read = lastReadSeq > chat.lastReadSeq;
  return {
    ...chat,
    ...(written ? { lastMessage } : {}),
    ...(read ? { lastReadSeq } : {}),
    ...(written || read ? { unread } : {}),
  };
}

/** Who writes has read what came before: the server moves the mark as well, and tells nobody. */
function withMessage(chat: DirectChat, message: Message): DirectChat {
  if (message.seq <= (chat.lastMessage?.seq ?? 0)) return chat;
  const mine = message.author.id !== chat.user.id;
  if (mine && !message.call)
    return { ...chat, lastMessage: message, unread: 0, lastReadSeq: Math.max(chat.lastReadSeq, message.seq) };
  const fresh = !mine && message.seq > chat.lastReadSeq && countsAsUnread(message);
  // The server may have counted it already, in a state that came before it: there are no more than those behind the mark.
  const most = Math.min(message.seq - chat.lastReadSeq, limits.unreadCountMax);
  return { ...chat, lastMessage: message, unread: fresh ? Math.min(chat.unread + 1, most) : chat.unread };
}

/** The last line says what the message says now; what it was before does not come back. */
function withChanged(chat: DirectChat, message: Message): DirectChat {
  const { lastMessage } = chat;
  const isNewer = lastMessage?.id === message.id && (lastMessage.change ?? 0) < (message.change ?? 0);
  return isNewer ? { ...chat, lastMessage: message } : chat;
}

/** Seen here. What is left behind the mark is counted by the server only; until it says so, the old count stands. */
function withMark(chat: DirectChat, lastReadSeq: number): DirectChat {
  if (lastReadSeq <= chat.lastReadSeq) return chat;
  const left = Math.max((chat.lastMessage?.seq ?? 0) - lastReadSeq, 0);
  return { ...chat, lastReadSeq, unread: Math.min(chat.unread, left) };
}

function patch(
  chats: readonly DirectChat[],
  chatId: string,
  change: (chat: DirectChat) => DirectChat,
): readonly DirectChat[] {
  return chats.map((chat) => (chat.id === chatId ? change(chat) : chat));
}

/** Ids of messages are UUIDs of version 7: their order is that of time. */
const lastWrittenFirst = (a: DirectChat, b: DirectChat): number =>
  order(b.lastMessage?.id ?? '', a.lastMessage?.id ?? '') || order(b.id, a.id);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
