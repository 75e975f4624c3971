import { type Message, type ReadState, type RoomChat, type RoomChatInfo, limits } from '@parlour/contracts';
import { type MarkChange } from '../read-marks/marked-chats';

/** What the socket tells about the chats of rooms, and what is known before it does. */
export type RoomChatChange =
  | { readonly kind: 'info'; readonly chat: RoomChatInfo }
  | { readonly kind: 'chat'; readonly chat: RoomChat }
  | { readonly kind: 'message'; readonly message: Message; readonly myId: string | null }
  | MarkChange
  | { readonly kind: 'room-removed'; readonly roomId: string };

/** Of each room the first chat first, then the others by name. Applying a change twice is the same as once. */
export function changeRoomChats(chats: readonly RoomChat[], change: RoomChatChange): readonly RoomChat[] {
  switch (change.kind) {
    case 'info':
      return withInfo(chats, change.chat).toSorted(firstThenByName);
    case 'chat':
      return [change.chat, ...chats.filter(({ id }) => id !== change.chat.id)].toSorted(firstThenByName);
    case 'message':
      return patch(chats, change.message.chatId, (chat) => withMessage(chat, change.message, change.myId));
    case 'seen':
      return patch(chats, change.chatId, (chat) => withMark(chat, change.lastReadSeq));
    case 'read':
      return patch(chats, change.state.chatId, (chat) => withReadState(chat, change.state));
    case 'muted':
      return patch(chats, change.chatId, (chat) => ({ ...chat, muted: change.muted }));
    case 'room-removed':
      return chats.filter(({ roomId }) => roomId !== change.roomId);
  }
}

/** Whether a message calls for a person by name, or for everybody. */
export const namesMe = ({ mentions, mentionsRoom }: Message, myId: string | null): boolean =>
  mentionsRoom === true || (mentions?.some(({ id }) => id === myId) ?? false);

const unwritten = {
  lastReadSeq: 0,
  unread: 0,
  mentions: 0,
  muted: false,
  lastSeq: 0,
  firstMessageAt: null,
  lastMessageAt: null,
} satisfies Partial<RoomChat>;

function withInfo(chats: readonly RoomChat[], info: RoomChatInfo): readonly RoomChat[] {
  const known = chats.find(({ id }) => id === info.id);
  return [{ ...(known ?? unwritten), ...info }, ...chats.filter(({ id }) => id !== info.id)];
}

/** Who writes has read what came before: the server moves the mark as well, and tells nobody. */
function withMessage(chat: RoomChat, message: Message, myId: string | null): RoomChat {
  const { seq, createdAt } = message;
  if (seq <= chat.lastSeq) return chat;
  const written = {
    ...chat,
    lastSeq: seq,
    firstMessageAt: chat.firstMessageAt ?? createdAt,
    lastMessageAt: createdAt,
  };
  if (message.author.id === myId)
    return { ...written, unread: 0, mentions: 0, lastReadSeq: Math.max(chat.lastReadSeq, seq) };
  if (seq <= chat.lastReadSeq) return written;
  // The server may have counted it already, in a state that came before it: there are no more than those behind the mark.
  const most = Math.min(seq - chat.lastReadSeq, limits.unreadCountMax);
  const mentions = chat.mentions + (namesMe(message, myId) ? 1 : 0);
  return { ...written, unread: Math.min(chat.unread + 1, most), mentions: Math.min(mentions, most) };
}

/** Seen here. What is left behind the mark is counted by the server only; until it says so, the old count stands. */
function withMark(chat: RoomChat, lastReadSeq: number): RoomChat {
  if (lastReadSeq <= chat.lastReadSeq) return chat;
  const left = Math.max(chat.lastSeq - lastReadSeq, 0);
  return {
    ...chat,
    lastReadSeq,
    unread: Math.min(chat.unread, left),
    mentions: Math.min(chat.mentions, left),
  };
}

const withReadState = (chat: RoomChat, { lastReadSeq, unread, mentions }: ReadState): RoomChat => ({
  ...chat,
  lastReadSeq,
  unread,
  mentions,
});

function patch(
  chats: readonly RoomChat[],
  chatId: string,
  change: (chat: RoomChat) => RoomChat,
): readonly RoomChat[] {
  return chats.map((chat) => (chat.id === chatId ? change(chat) : chat));
}

const firstThenByName = (a: RoomChat, b: RoomChat): number =>
  order(a.roomId, b.roomId) ||
  Number(b.main) - Number(a.main) ||
  a.name.localeCompare(b.name) ||
  order(a.id, b.id);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
