import { jest } from '@jest/globals';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type Message, type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { Language } from '../core/i18n/language';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi, directChatOf, directMessageOf } from '../core/testing/people';
import { recordNavigation } from '../core/testing/record-navigation';
import { anotherChat, roomChatOf, roomMessageOf, roomOf } from '../core/testing/rooms';
import { anna, ben, selfOf } from '../core/testing/users';
import { CallNotices } from './call-notices';
import { MessageNotices } from './message-notices';
import { systemNotifications } from './system-notifications';
import { FakeNotifications } from './testing/fake-alarm-ports';

const plans = anotherChat('Plans');
const chat = directChatOf(ben);

const setHidden = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
};

async function setUp({ notices = 'on', self = {} as Partial<SelfUser>, muted = false } = {}) {
  const system = new FakeNotifications();
  const api = new FakeApi();
  const realtime = new FakeRealtime();
  api.answer('listDirectChats', () => ({ chats: [{ ...chat, muted }] }));
  api.answer('listRooms', () => ({ rooms: [roomOf()], hasMore: false }));
  api.answer('listRoomChats', () => ({ chats: [roomChatOf(), { ...plans, muted }] }));
  TestBed.configureTestingModule({
    providers: [
      provideI18n(),
      provideRouter([]),
      { provide: ApiClient, useValue: api },
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna, self)) } },
      { provide: CallNotices, useValue: { state: signal(notices) } },
      { provide: systemNotifications, useValue: system },
    ],
  });
  await TestBed.inject(Language).use('en');
  TestBed.inject(MessageNotices);
  TestBed.tick();
  await jest.advanceTimersByTimeAsync(0);
  const tell = async (message: Message) => {
    realtime.push('message:created', { message });
    await jest.advanceTimersByTimeAsync(1_000);
  };
  const titles = () => system.shown.map(({ title, text }) => `${title}: ${text}`);
  return { system, realtime, tell, titles };
}

describe('a message that comes while the page is hidden', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    setHidden(true);
  });
  afterEach(() => {
    jest.useRealTimers();
    setHidden(false);
  });

  test('between two is told of, and leads there', async () => {
    const { system, tell, titles } = await setUp();
    const wentTo = recordNavigation();
    await tell(directMessageOf(ben, 7, { text: 'Are you **there**?' }));
    expect(titles()).toEqual(['Ben: Are you there?']);
    system.shown[0]?.opened?.();
    expect(wentTo).toEqual([`/direct/${chat.id}?message=7`]);
  });

  test('in a room is told of where it names me, or everybody', async () => {
    const { system, tell, titles } = await setUp();
    const wentTo = recordNavigation();
    await tell(roomMessageOf(1, { chatId: plans.id }));
    expect(titles()).toEqual([]);
    await tell(roomMessageOf(2, { chatId: plans.id, mentions: [anna], text: '@anna now' }));
    await tell(roomMessageOf(3, { mentionsRoom: true, text: '@room now' }));
    expect(titles()).toEqual(['Ben in Lunch: @anna now', 'Ben in Lunch: @room now']);
    for (const { opened } of system.shown) opened?.();
    expect(wentTo).toEqual([`/rooms/lunch/${plans.id}?message=2`, '/rooms/lunch?message=3']);
  });

  test('of one chat stands for those before it', async () => {
    const { tell, titles } = await setUp();
    await tell(directMessageOf(ben, 1));
    await tell(directMessageOf(ben, 2));
    expect(titles()).toEqual(['Ben: message 2']);
  });

  test('is not told of where it is read in another tab by then, and no more when it is read later', async () => {
    const { realtime, tell, titles } = await setUp();
    const read = { chatId: chat.id, lastReadSeq: 9, unread: 0, mentions: 0 };
    realtime.push('message:created', { message: directMessageOf(ben, 1) });
    realtime.push('chat:read', read);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(titles()).toEqual([]);
    await tell(directMessageOf(ben, 2));
    expect(titles()).toHaveLength(1);
    realtime.push('chat:read', read);
    expect(titles()).toEqual([]);
  });

  test('is not told of any more when one is back', async () => {
    const { tell, titles } = await setUp();
    await tell(directMessageOf(ben, 1));
    setHidden(false);
    expect(titles()).toEqual([]);
    await tell(directMessageOf(ben, 2));
    expect(titles()).toEqual([]);
  });

  test.each([
    ['nobody has allowed it', { notices: 'off' }],
    ['one does not want to be disturbed', { self: { status: 'dnd' as const } }],
    ['the chat is muted', { muted: true }],
  ])('is not told of where %s', async (_, setting) => {
    const { tell, titles } = await setUp(setting);
    await tell(directMessageOf(ben, 1));
    await tell(roomMessageOf(2, { chatId: plans.id, mentions: [anna] }));
    expect(titles().filter((title) => !title.includes('@room'))).toEqual([]);
  });

  test('is not told of where it is mine, or of a call', async () => {
    const { tell, titles } = await setUp();
    await tell(directMessageOf(ben, 1, { author: anna }));
    await tell(
      directMessageOf(ben, 2, {
        text: '',
        call: { ringId: ben.id, video: false, outcome: 'missed', durationSeconds: null },
      }),
    );
    expect(titles()).toEqual([]);
  });
});
