import { type Message, type Room, type RoomChat } from '@parlour/contracts';
import { directMessageOf } from './people';
import { ben, userNamed } from './users';

/** A room of Ben's, of two members of whom we are one, unless it is said otherwise. */
export const roomOf = (different: Partial<Room> = {}): Room => ({
  id: '019a6f3e-0000-7000-8000-0000000000aa',
  slug: 'lunch',
  title: 'Lunch',
  description: '',
  visibility: 'public',
  ownerId: ben.id,
  createdAt: '2026-11-21T10:00:00.000Z',
  memberCount: 2,
  role: 'member',
  chatId: '019a6f3e-0000-7000-8000-0000000000ab',
  live: [],
  ...different,
});

/** The first chat of that room, in which nobody has written, unless it is said otherwise. */
export const roomChatOf = (different: Partial<RoomChat> = {}): RoomChat => ({
  id: roomOf().chatId,
  roomId: roomOf().id,
  name: 'General',
  description: '',
  main: true,
  createdAt: '2026-11-21T10:00:00.000Z',
  archivedAt: null,
  lastReadSeq: 0,
  unread: 0,
  mentions: 0,
  muted: false,
  lastSeq: 0,
  firstMessageAt: null,
  lastMessageAt: null,
  ...different,
});

/** Another chat of that room; the same name has the same id. */
export const anotherChat = (name: string, different: Partial<RoomChat> = {}): RoomChat =>
  roomChatOf({ id: userNamed(name).id.replace('8000', '8001'), name, main: false, ...different });

/** A message of Ben's in its first chat, unless it is said otherwise. A later `seq` was written later. */
export const roomMessageOf = (seq: number, different: Partial<Message> = {}): Message =>
  directMessageOf(ben, seq, { chatId: roomOf().chatId, ...different });
