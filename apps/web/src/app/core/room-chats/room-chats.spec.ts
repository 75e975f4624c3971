import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type ReadState, type RoomChat, type SelfUser, limits } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { FakeApi } from '../testing/people';
import { anotherChat, roomChatOf, roomMessageOf, roomOf } from '../testing/rooms';
import { anna, ben, selfOf } from '../testing/users';
import { RoomChats } from './room-chats';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const main = roomChatOf();
const chatId = main.id;

async function setUp(...chats: RoomChat[]) {
  const api = new FakeApi();
  const realtime = new FakeRealtime();
  api.answer('listRoomChats', () => ({ chats }));
  realtime.answer('chat:read', () => ({}));
  TestBed.configureTestingModule({
    providers: [
      { provide: ApiClient, useValue: api },
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
    ],
  });
  const store = TestBed.inject(RoomChats);
  TestBed.tick();
  await settled();
  const tell = (seq: number, different: Parameters<typeof roomMessageOf>[1] = {}) =>
    realtime.push('message:created', { message: roomMessageOf(seq, different) });
  api.asked.length = 0;
  /** How often the list was read since then. */
  const readings = () => api.asked.filter((asked) => asked === 'listRoomChats').length;
  const names = () => store.ofRoom(roomOf().id).map(({ name }) => name);
  return { api, realtime, store, tell, readings, names };
}

const stateOf = (different: Partial<ReadState>): ReadState => ({
  chatId,
  lastReadSeq: 0,
  unread: 0,
  mentions: 0,
  ...different,
});

describe('the chats of my rooms', () => {
  test('are the first one and then the others by name, also as they are made and renamed', async () => {
    const { realtime, names } = await setUp(anotherChat('Plans'), main);
    expect(names()).toEqual(['Plans', 'General']);
    const { roomId, description, createdAt, archivedAt } = main;
    const info = { roomId, description, createdAt, archivedAt, main: false };
    realtime.push('room-chat:changed', { chat: { ...info, id: anotherChat('Music').id, name: 'Music' } });
    expect(names()).toEqual(['General', 'Music', 'Plans']);
    realtime.push('room-chat:changed', { chat: { ...info, id: anotherChat('Music').id, name: 'Songs' } });
    expect(names()).toEqual(['General', 'Plans', 'Songs']);
  });

  test('keep what is unread in them when they are renamed or archived', async () => {
    const plans = anotherChat('Plans', { unread: 2, lastSeq: 2 });
    const { realtime, store } = await setUp(main, plans);
    realtime.push('room-chat:changed', { chat: { ...plans, archivedAt: '2026-11-21T11:00:00.000Z' } });
    expect(store.of(plans.id)).toMatchObject({ unread: 2, archivedAt: '2026-11-21T11:00:00.000Z' });
  });

  test('go with their room, and come with another', async () => {
    const { api, realtime, store, names } = await setUp(main, anotherChat('Plans'));
    realtime.push('room:removed', { roomId: roomOf().id });
    expect(store.chats()).toEqual([]);
    api.answer('listRoomChats', () => ({ chats: [main] }));
    realtime.push('room:added', { room: roomOf() });
    await settled();
    expect(names()).toEqual(['General']);
  });

  test('are read anew when the connection is back', async () => {
    const { api, realtime, store } = await setUp(main);
    realtime.lose();
    api.answer('listRoomChats', () => ({ chats: [roomChatOf({ unread: 4, lastSeq: 4 })] }));
    realtime.comeBack();
    await settled();
    expect(store.unread()).toBe(4);
  });

  test('tell when they were first and last written in', async () => {
    const { store, tell } = await setUp(main);
    tell(1);
    tell(2);
    expect(store.of(chatId)).toMatchObject({
      lastSeq: 2,
      firstMessageAt: roomMessageOf(1).createdAt,
      lastMessageAt: roomMessageOf(2).createdAt,
    });
  });
});

describe('what is unread in a room', () => {
  test('is what others wrote, each once, and not what I wrote', async () => {
    const { store, tell } = await setUp(main);
    tell(1);
    tell(1);
    tell(2);
    expect(store.attentionOf(roomOf().id)).toEqual({ loud: 2, quiet: 0, mentions: 0 });
    tell(3, { author: anna });
    expect(store.of(chatId)).toMatchObject({ unread: 0, lastReadSeq: 3 });
  });

  test('does not grow by a message that the list has counted already', async () => {
    const { store, tell } = await setUp(roomChatOf({ unread: 1, lastSeq: 5 }));
    tell(5);
    expect(store.unread()).toBe(1);
  });

  test('names me where it names me, or everybody', async () => {
    const { store, tell } = await setUp(main);
    tell(1, { mentions: [ben] });
    tell(2, { mentions: [ben, anna] });
    tell(3, { mentionsRoom: true });
    expect(store.of(chatId)).toMatchObject({ unread: 3, mentions: 2 });
  });

  test('is counted no further than the contract does', async () => {
    const { store, tell } = await setUp(roomChatOf({ unread: limits.unreadCountMax, lastSeq: 200 }));
    tell(201);
    expect(store.unread()).toBe(limits.unreadCountMax);
  });

  test('is all of its chats together; of muted and archived ones only what names me calls for attention', async () => {
    const { store } = await setUp(
      roomChatOf({ unread: 3, mentions: 1, lastSeq: 3 }),
      anotherChat('Muted', { unread: 5, mentions: 1, muted: true, lastSeq: 5 }),
      anotherChat('Archived', { unread: 7, archivedAt: '2026-11-21T11:00:00.000Z', lastSeq: 7 }),
    );
    expect(store.attentionOf(roomOf().id)).toEqual({ loud: 4, quiet: 11, mentions: 2 });
    expect(store.unread()).toBe(4);
  });

  test('is counted by the server when something of it is deleted, once however much is', async () => {
    const { api, realtime, store, tell, readings } = await setUp(main);
    tell(1);
    tell(2);
    api.answer('listRoomChats', () => ({ chats: [roomChatOf({ unread: 1, lastSeq: 2 })] }));
    const deletedAt = '2026-11-21T11:00:00.000Z';
    for (const change of [1, 2, 3])
      realtime.push('message:changed', { message: roomMessageOf(1, { deletedAt, change }) });
    await settled();
    expect(store.unread()).toBe(1);
    expect(readings()).toBe(2); // at once, and once more for those that came meanwhile
  });

  test('does not change by a reaction, nor by what happens to what is read', async () => {
    const { realtime, readings } = await setUp(roomChatOf({ lastSeq: 3, lastReadSeq: 2, unread: 1 }));
    realtime.push('message:changed', { message: roomMessageOf(3, { change: 1 }) });
    realtime.push('message:changed', {
      message: roomMessageOf(2, { change: 2, deletedAt: '2026-11-21T11:00:00.000Z' }),
    });
    await settled();
    expect(readings()).toBe(0);
  });

  test('is counted anew when an edit may name others', async () => {
    const { realtime, readings } = await setUp(roomChatOf({ lastSeq: 3, unread: 1 }));
    const editedAt = '2026-11-21T11:00:00.000Z';
    realtime.push('message:changed', { message: roomMessageOf(3, { change: 1, editedAt }) });
    await settled();
    expect(readings()).toBe(0);
    realtime.push('message:changed', {
      message: roomMessageOf(3, { change: 2, editedAt, mentions: [anna] }),
    });
    await settled();
    expect(readings()).toBe(1);
  });
});

describe('a chat of a room that is read', () => {
  const unread = (count: number, lastReadSeq: number) =>
    roomChatOf({ unread: count, mentions: 1, lastReadSeq, lastSeq: 9 });

  test('here is so at once, and the server hears of it', async () => {
    const { realtime, store } = await setUp(unread(3, 6));
    store.markRead(chatId, 9);
    expect(store.of(chatId)).toMatchObject({ unread: 0, mentions: 0, lastReadSeq: 9 });
    await settled();
    expect(realtime.sent('chat:read')).toEqual([{ chatId, seq: 9 }]);
  });

  test('already is not told again', async () => {
    const { realtime, store } = await setUp(unread(0, 9));
    store.markRead(chatId, 9);
    await settled();
    expect(realtime.sent('chat:read')).toEqual([]);
  });

  test('on another device is as the server counts it, also where it was put back', async () => {
    const { realtime, store } = await setUp(unread(3, 6));
    realtime.push('chat:read', stateOf({ lastReadSeq: 8, unread: 1 }));
    expect(store.of(chatId)).toMatchObject({ unread: 1, lastReadSeq: 8 });
    realtime.push('chat:read', stateOf({ lastReadSeq: 2, unread: 7, mentions: 2 }));
    expect(store.of(chatId)).toMatchObject({ unread: 7, mentions: 2, lastReadSeq: 2 });
  });

  test('further than the echo of an earlier mark tells stays so', async () => {
    const { realtime, store } = await setUp(unread(3, 6));
    const answer = Promise.withResolvers<object>();
    realtime.answer('chat:read', () => answer.promise as Promise<Record<string, never>>);
    store.markRead(chatId, 7);
    store.markRead(chatId, 9);
    realtime.push('chat:read', stateOf({ lastReadSeq: 7, unread: 2 }));
    expect(store.of(chatId)).toMatchObject({ unread: 0, lastReadSeq: 9 });
    answer.resolve({});
    await settled();
    realtime.push('chat:read', stateOf({ lastReadSeq: 7, unread: 2 }));
    expect(store.of(chatId)).toMatchObject({ unread: 2, lastReadSeq: 7 });
  });

  test('while something new comes does not count that twice', async () => {
    const { realtime, store, tell } = await setUp(unread(3, 6));
    realtime.push('chat:read', stateOf({ lastReadSeq: 9, unread: 1 }));
    tell(10);
    expect(store.unread()).toBe(1);
  });

  test('can be put back, as the server then counts', async () => {
    const { api, store } = await setUp(unread(0, 9));
    api.answer('setReadMark', () => stateOf({ lastReadSeq: 3, unread: 6 }));
    await store.setReadMark(chatId, 3);
    expect(store.of(chatId)).toMatchObject({ unread: 6, lastReadSeq: 3 });
  });
});

describe('a chat of a room', () => {
  test('is muted at once, and loud again where that fails', async () => {
    const { api, store } = await setUp(roomChatOf({ unread: 2, lastSeq: 2 }));
    api.answer('muteChat', () => ApiFailure.offline());
    const muting = store.mute(chatId, true);
    expect(store.unread()).toBe(0);
    await expect(muting).rejects.toMatchObject({ code: 'offline' });
    expect(store.unread()).toBe(2);
  });

  test('is muted on every device', async () => {
    const { realtime, store } = await setUp(main);
    realtime.push('chat:muted', { chatId, muted: true });
    expect(store.of(chatId)?.muted).toBe(true);
  });

  test('is in the list as soon as it is made', async () => {
    const { api, store, names } = await setUp(main);
    api.answer('createRoomChat', () => anotherChat('Plans'));
    await store.create('lunch', { name: 'Plans' });
    expect(names()).toEqual(['General', 'Plans']);
  });

  test('that is renamed keeps what came while the answer was under way', async () => {
    const { api, store, tell } = await setUp(main);
    const answer = Promise.withResolvers<RoomChat>();
    api.answer('updateRoomChat', () => answer.promise);
    const renaming = store.update('lunch', chatId, { name: 'Hall' });
    tell(1);
    answer.resolve(roomChatOf({ name: 'Hall' }));
    await renaming;
    expect(store.of(chatId)).toMatchObject({ name: 'Hall', unread: 1, lastSeq: 1 });
  });
});
