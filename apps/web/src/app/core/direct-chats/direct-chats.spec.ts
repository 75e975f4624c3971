import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type CallNote, type DirectChat, type SelfUser, limits } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { provideI18n } from '../i18n/provide-i18n';
import { Realtime } from '../realtime/realtime';
import { MyRooms } from '../rooms/my-rooms';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { FakeApi, chatIdWith, directChatOf, directMessageOf } from '../testing/people';
import { anna, ben, cem, selfOf } from '../testing/users';
import { DirectChats } from './direct-chats';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const roomChatId = '019a6f3e-0000-7000-8000-0000000000cc';
const call = (outcome: CallNote['outcome']): CallNote => ({
  ringId: ben.id,
  video: false,
  outcome,
  durationSeconds: null,
});

async function setUp(...chats: DirectChat[]) {
  const api = new FakeApi();
  const realtime = new FakeRealtime();
  api.answer('listDirectChats', () => ({ chats }));
  realtime.answer('chat:read', () => ({}));
  TestBed.configureTestingModule({
    providers: [
      provideI18n(),
      { provide: ApiClient, useValue: api },
      { provide: Realtime, useValue: realtime },
      { provide: MyRooms, useValue: { rooms: () => [{ chatId: roomChatId }] } },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
    ],
  });
  const store = TestBed.inject(DirectChats);
  TestBed.tick();
  await settled();
  const names = () => store.chats().map(({ user }) => user.username);
  const tell = (message: ReturnType<typeof directMessageOf>) => realtime.push('message:created', { message });
  /** How often a single chat was read. */
  const reads = () => api.asked.filter((asked) => asked.startsWith('getDirectChat')).length;
  return { api, realtime, store, names, tell, reads };
}

describe('my direct chats', () => {
  test('stand with the last written first', async () => {
    const { names, tell } = await setUp(
      directChatOf(ben, { lastMessage: directMessageOf(ben, 4) }),
      directChatOf(cem),
    );
    expect(names()).toEqual(['ben', 'cem']);
    tell(directMessageOf(cem, 5));
    expect(names()).toEqual(['cem', 'ben']);
  });

  test('come with a friendship, and change with what becomes of it', async () => {
    const { realtime, store } = await setUp();
    realtime.push('direct-chat:changed', { chat: directChatOf(ben) });
    expect(store.of(chatIdWith(ben))?.state).toBe('open');
    realtime.push('direct-chat:changed', { chat: directChatOf(ben, { state: 'not-friends' }) });
    expect(store.of(chatIdWith(ben))?.state).toBe('not-friends');
    expect(store.chats()).toHaveLength(1);
  });

  test('count what the other one wrote, once, and not what I wrote', async () => {
    const { store, tell } = await setUp(directChatOf(ben));
    tell(directMessageOf(ben, 1));
    tell(directMessageOf(ben, 1));
    expect(store.unread()).toBe(1);
    tell(directMessageOf(ben, 2));
    expect(store.unread()).toBe(2);
    expect(store.of(chatIdWith(ben))?.lastMessage?.seq).toBe(2);
  });

  test('count a missed call, and no call that was answered or declined', async () => {
    const { store, tell } = await setUp(directChatOf(ben));
    tell(directMessageOf(ben, 1, { text: '', call: call('answered') }));
    tell(directMessageOf(ben, 2, { text: '', call: call('declined') }));
    expect(store.unread()).toBe(0);
    tell(directMessageOf(ben, 3, { text: '', call: call('missed') }));
    expect(store.unread()).toBe(1);
  });

  test('count no further than the contract does', async () => {
    const { store, tell } = await setUp(
      directChatOf(ben, { unread: limits.unreadCountMax, lastMessage: directMessageOf(ben, 200) }),
    );
    tell(directMessageOf(ben, 201));
    expect(store.unread()).toBe(limits.unreadCountMax);
  });

  test('are read by writing in them, on whichever device; a call of mine reads nothing', async () => {
    const { store, tell } = await setUp(directChatOf(ben));
    tell(directMessageOf(ben, 1));
    tell(directMessageOf(ben, 2, { author: anna, text: '', call: call('missed') }));
    expect(store.unread()).toBe(1);
    tell(directMessageOf(ben, 3, { author: anna }));
    expect(store.of(chatIdWith(ben))).toMatchObject({ unread: 0, lastReadSeq: 3 });
  });

  test('are as they became while the list was read', async () => {
    const { api, store, tell } = await setUp(directChatOf(ben));
    const list = Promise.withResolvers<{ chats: DirectChat[] }>();
    api.answer('listDirectChats', () => list.promise);
    const loading = store.load();
    tell(directMessageOf(ben, 1));
    list.resolve({ chats: [directChatOf(ben)] });
    await loading;
    expect(store.unread()).toBe(1);
  });

  test('which the list does not hold are read when somebody writes in them; the chats of rooms once, and in vain', async () => {
    const { api, store, tell, names, reads } = await setUp();
    api.answer('getDirectChat', () =>
      directChatOf(ben, { lastMessage: directMessageOf(ben, 7), unread: 1, state: 'not-friends' }),
    );
    tell(directMessageOf(ben, 7));
    await settled();
    expect(names()).toEqual(['ben']);
    expect(store.unread()).toBe(1);

    api.answer('getDirectChat', () => new ApiFailure('chat_not_found'));
    tell(directMessageOf(cem, 8));
    tell(directMessageOf(cem, 9));
    await settled();
    expect(reads()).toBe(2);
  });

  test('are not looked for in the rooms that I am in', async () => {
    const { tell, reads } = await setUp();
    tell(directMessageOf(cem, 1, { chatId: roomChatId }));
    await settled();
    expect(reads()).toBe(0);
  });

  test('are read anew when the connection is back', async () => {
    const { api, realtime, names } = await setUp();
    realtime.lose();
    api.answer('listDirectChats', () => ({ chats: [directChatOf(cem)] }));
    realtime.comeBack();
    await settled();
    expect(names()).toEqual(['cem']);
  });
});

describe('a chat that is read', () => {
  const unread = (count: number, lastReadSeq: number) =>
    directChatOf(ben, { lastMessage: directMessageOf(ben, 9), unread: count, lastReadSeq });

  test('here is so at once, and the server hears of it', async () => {
    const { realtime, store } = await setUp(unread(3, 6));
    store.markRead(chatIdWith(ben), 9);
    expect(store.unread()).toBe(0);
    await settled();
    expect(realtime.sent('chat:read')).toEqual([{ chatId: chatIdWith(ben), seq: 9 }]);
  });

  test('already is not told again', async () => {
    const { realtime, store } = await setUp(unread(0, 9));
    store.markRead(chatIdWith(ben), 9);
    store.markRead(chatIdWith(ben), 4);
    await settled();
    expect(realtime.sent('chat:read')).toEqual([]);
  });

  test('on another device is so here', async () => {
    const { realtime, store } = await setUp(unread(3, 6));
    realtime.push('chat:read', { chatId: chatIdWith(ben), lastReadSeq: 9, unread: 0, mentions: 0 });
    expect(store.unread()).toBe(0);
  });

  test('in part on another device is counted by the server', async () => {
    const { realtime, store, reads } = await setUp(unread(3, 6));
    realtime.push('chat:read', { chatId: chatIdWith(ben), lastReadSeq: 8, unread: 1, mentions: 0 });
    await settled();
    expect(store.unread()).toBe(1);
    expect(reads()).toBe(0);
  });

  test('put back on another device is unread here too', async () => {
    const { realtime, store } = await setUp(unread(0, 9));
    realtime.push('chat:read', { chatId: chatIdWith(ben), lastReadSeq: 4, unread: 5, mentions: 0 });
    expect(store.of(chatIdWith(ben))).toMatchObject({ unread: 5, lastReadSeq: 4 });
  });

  test('can be put back, as the server then counts', async () => {
    const { api, store } = await setUp(unread(0, 9));
    const chatId = chatIdWith(ben);
    api.answer('setReadMark', () => ({ chatId, lastReadSeq: 3, unread: 6, mentions: 0 }));
    await store.setReadMark(chatId, 3);
    expect(store.of(chatId)).toMatchObject({ unread: 6, lastReadSeq: 3 });
  });

  test('before the message has arrived in the list does not become unread by it', async () => {
    const { store, tell } = await setUp(unread(0, 9));
    store.markRead(chatIdWith(ben), 10);
    tell(directMessageOf(ben, 10));
    expect(store.unread()).toBe(0);
    expect(store.of(chatIdWith(ben))?.lastMessage?.seq).toBe(10);
  });

  test('is not unread again because of an answer that was under way', async () => {
    const { api, store, tell } = await setUp(unread(3, 6));
    const answer = Promise.withResolvers<DirectChat>();
    api.answer('getDirectChat', () => answer.promise);
    const reading = store.read(chatIdWith(ben));
    tell(directMessageOf(ben, 10));
    store.markRead(chatIdWith(ben), 10);
    answer.resolve(unread(3, 6));
    await reading;
    expect(store.of(chatIdWith(ben))).toMatchObject({ unread: 0, lastReadSeq: 10, lastMessage: { seq: 10 } });
  });
});

describe('a chat that is muted', () => {
  const chat = directChatOf(ben, { unread: 2, lastMessage: directMessageOf(ben, 2) });

  test('counts for itself and calls for no attention', async () => {
    const { api, store } = await setUp(chat);
    api.answer('muteChat', () => ({}));
    await store.mute(chat.id, true);
    expect(store.attention()).toEqual({ loud: 0, quiet: 2, mentions: 0 });
    expect(store.unread()).toBe(0);
  });

  test('is loud again where that fails, and follows the other devices', async () => {
    const { api, realtime, store } = await setUp(chat);
    api.answer('muteChat', () => ApiFailure.offline());
    await expect(store.mute(chat.id, true)).rejects.toMatchObject({ code: 'offline' });
    expect(store.unread()).toBe(2);
    realtime.push('chat:muted', { chatId: chat.id, muted: true });
    expect(store.unread()).toBe(0);
  });
});

describe('a message that changes', () => {
  const editedAt = '2026-11-21T11:00:00.000Z';

  test('changes the last line, and never back', async () => {
    const { realtime, store } = await setUp(directChatOf(ben, { lastMessage: directMessageOf(ben, 2) }));
    const change = (number: number, text: string) =>
      realtime.push('message:changed', {
        message: directMessageOf(ben, 2, { text, editedAt, change: number }),
      });
    change(5, 'the newer');
    change(4, 'the older');
    expect(store.of(chatIdWith(ben))?.lastMessage?.text).toBe('the newer');
  });

  test('by being deleted lets the server count what is unread', async () => {
    const { api, realtime, store, reads } = await setUp(
      directChatOf(ben, { lastMessage: directMessageOf(ben, 3), unread: 2, lastReadSeq: 1 }),
    );
    const deleted = directMessageOf(ben, 3, { text: '', deletedAt: editedAt, change: 1 });
    api.answer('getDirectChat', () => directChatOf(ben, { lastMessage: deleted, unread: 1, lastReadSeq: 1 }));
    realtime.push('message:changed', { message: deleted });
    await settled();
    expect(store.unread()).toBe(1);
    realtime.push('message:changed', {
      message: directMessageOf(ben, 1, { text: '', deletedAt: editedAt, change: 2 }),
    });
    expect(reads()).toBe(1);
  });
});
