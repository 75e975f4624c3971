import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, type ParamMap, convertToParamMap } from '@angular/router';
import { type Room, type RoomChat } from '@parlour/contracts';
import { BehaviorSubject } from 'rxjs';
import { Chat } from '../chat/chat';
import { type ChatPlace } from '../chat/chat-place';
import { ChatStore } from '../chat/chat-store';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { anotherChat, roomChatOf, roomOf } from '../core/testing/rooms';
import { PeopleStage } from '../people/testing/people-stage';
import { RoomChatPane } from './room-chat-pane';
import { WantedMessage } from './wanted-message';

/** In place of the log and the line to write. */
@Component({
  selector: 'parlour-chat',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (closed()) {
      <ng-content select="[chatClosed]" />
    }
  `,
})
class FakeChat {
  readonly closed = input(false);
}

const plans = anotherChat('Plans');

interface Setting {
  readonly room?: Room;
  readonly chatId?: string;
  readonly chats?: readonly RoomChat[] | ApiFailure;
  readonly query?: Readonly<Record<string, string>>;
}

async function open({
  room = roomOf(),
  chatId = room.chatId,
  chats = [roomChatOf(), plans],
  query = {},
}: Setting = {}) {
  const places: ChatPlace[] = [];
  const jumps: number[] = [];
  const displayed: boolean[] = [];
  const queries = new BehaviorSubject<ParamMap>(convertToParamMap(query));
  const paramMap = convertToParamMap(chatId === room.chatId ? {} : { chatId });
  const store = {
    state: signal('loading'),
    setPlace: (place: ChatPlace) => places.push(place),
    setDisplayed: (shown: boolean) => displayed.push(shown),
    jumpTo: (seq: number) => jumps.push(seq),
  };
  const stage = new PeopleStage([]);
  stage.api.answer('listRoomChats', () => (chats instanceof ApiFailure ? chats : { chats }));
  TestBed.overrideComponent(RoomChatPane, {
    remove: { imports: [Chat] },
    add: { imports: [FakeChat] },
  });
  TestBed.overrideComponent(RoomChatPane, {
    set: { providers: [{ provide: ChatStore, useValue: store }] },
  });
  const page = await stage.render(
    RoomChatPane,
    [
      WantedMessage,
      { provide: ActivatedRoute, useValue: { queryParamMap: queries, snapshot: { paramMap } } },
      { provide: Notices, useValue: { say: () => undefined, sayFailure: () => undefined } },
    ],
    { room, chatId, shown: true },
  );
  return { stage, page, places, jumps, displayed, store, queries };
}

// Compiling all that a chat is made of takes its time, once.
beforeAll(async () => {
  await open();
  TestBed.resetTestingModule();
  document.body.replaceChildren();
}, 30_000);

describe('one chat of a room', () => {
  test('is where it is, and can be written in', async () => {
    const { page, places } = await open({ chatId: plans.id });
    expect(page.host.querySelector('h2')?.textContent).toContain('Plans');
    expect(places.at(-1)).toEqual({
      kind: 'room',
      chatId: plans.id,
      slug: 'lunch',
      main: false,
      members: 2,
      isOwner: false,
      canWrite: true,
    });
  });

  test('that is archived says so, and its owner takes it out there', async () => {
    const archived = anotherChat('Plans', { archivedAt: '2026-11-21T11:00:00.000Z' });
    const { stage, page, places } = await open({
      room: roomOf({ role: 'owner' }),
      chatId: archived.id,
      chats: [roomChatOf(), archived],
    });
    expect(page.text).toContain('This chat is archived.');
    expect(places.at(-1)).toMatchObject({ canWrite: false, isOwner: true });
    stage.api.answer('updateRoomChat', () => plans);
    await page.click('Take out of the archive');
    expect(page.text).not.toContain('This chat is archived.');
    expect(places.at(-1)).toMatchObject({ canWrite: true });
  });

  test('that is archived offers a member nothing to do about it', async () => {
    const archived = anotherChat('Plans', { archivedAt: '2026-11-21T11:00:00.000Z' });
    const { page } = await open({ chatId: archived.id, chats: [roomChatOf(), archived] });
    expect(page.buttons().some((button) => /Take out/.test(button.textContent))).toBe(false);
  });

  test.each([
    ['unknown', plans.id, [roomChatOf()]],
    ['of another room', plans.id, [roomChatOf(), { ...plans, roomId: plans.id }]],
    ['no chat at all', 'nonsense', [roomChatOf()]],
  ])(
    'that is %s is said to be not there, calmly, with the way to the first one',
    async (_, chatId, chats) => {
      const { page, places } = await open({ chatId, chats });
      expect(page.text).toContain('This chat is not there');
      expect(page.host.querySelector('a')?.getAttribute('href')).toBe('/rooms/lunch');
      expect(places).toEqual([]);
    },
  );

  test('appears where it was not there a moment ago', async () => {
    const { stage, page } = await open({ chatId: plans.id, chats: [roomChatOf()] });
    stage.realtime.push('room-chat:changed', { chat: plans });
    await page.settle();
    expect(page.host.querySelector('h2')?.textContent).toContain('Plans');
  });

  test('opens without the list where it is the first one, and says otherwise that the list is out of reach', async () => {
    const first = await open({ chats: ApiFailure.offline() });
    expect(first.places.at(-1)).toMatchObject({ chatId: roomOf().chatId, main: true });
    TestBed.resetTestingModule();
    document.body.replaceChildren();
    const other = await open({ chatId: plans.id, chats: ApiFailure.offline() });
    expect(other.page.alert).toContain('cannot be reached');
    other.stage.api.answer('listRoomChats', () => ({ chats: [plans] }));
    await other.page.click('Try again');
    expect(other.places.at(-1)).toMatchObject({ chatId: plans.id });
  });

  test('counts as read only while it is on the screen', async () => {
    const { page, displayed } = await open();
    expect(displayed.at(-1)).toBe(true);
    page.fixture.componentRef.setInput('shown', false);
    await page.settle();
    expect(displayed.at(-1)).toBe(false);
  });
});

describe('an address with a message', () => {
  test('leads there when the chat opens, once', async () => {
    const { page, jumps, queries, store } = await open({ chatId: plans.id, query: { message: '5' } });
    expect(jumps).toEqual([5]);
    store.state.set('ready');
    queries.next(convertToParamMap({}));
    await page.settle();
    expect(TestBed.inject(WantedMessage).current()).toBeNull();
    expect(jumps).toEqual([5]);
  });

  test('is followed by the chat itself once that is open', async () => {
    const { page, jumps, queries, store } = await open({ chatId: plans.id });
    store.state.set('ready');
    queries.next(convertToParamMap({ message: '7' }));
    await page.settle();
    expect(jumps).toEqual([]);
    expect(TestBed.inject(WantedMessage).current()).toBeNull();
  });

  test.each(['0', '-1', '1.5', 'x', ''])('of which there can be none (%j) leads nowhere', async (message) => {
    const { jumps } = await open({ query: { message } });
    expect(jumps).toEqual([]);
  });

  test('of another chat waits for that', () => {
    const queries = new BehaviorSubject(convertToParamMap({ message: '5' }));
    const snapshot = { paramMap: convertToParamMap({ chatId: plans.id }) };
    TestBed.configureTestingModule({
      providers: [WantedMessage, { provide: ActivatedRoute, useValue: { queryParamMap: queries, snapshot } }],
    });
    const wanted = TestBed.inject(WantedMessage);
    queries.next(convertToParamMap({})); // the chat that was open has taken it out of the address
    expect(wanted.take(roomOf().chatId, true)).toBeNull();
    expect(wanted.take(plans.id, false)).toBe(5);
    expect(wanted.take(plans.id, false)).toBeNull();
  });
});
