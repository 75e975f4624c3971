import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { selfOf } from '../core/testing/users';
import { type ChatPlace } from './chat-place';
import { ChatStore } from './chat-store';
import { chatProviders } from './provide-chat';
import { FakeChatLists } from './testing/fake-chat-lists';
import { FakeChatServer } from './testing/fake-chat-server';
import { browserKeepsNothing } from './testing/fake-indexed-db';
import { anna, chatId, messageOf } from './testing/messages';

const place: ChatPlace = {
  kind: 'room',
  chatId,
  slug: 'lunch',
  main: true,
  members: 2,
  isOwner: false,
  canWrite: true,
};

describe('a chat', () => {
  let server: FakeChatServer;
  let realtime: FakeRealtime;
  let lists: FakeChatLists;
  let failures: unknown[];
  let chat: ChatStore;

  const texts = (): string[] => chat.messages().map(({ text }) => text);
  const outgoing = () => chat.outgoing().map(({ text, state }) => `${text}: ${state}`);
  const numbered = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `message ${from + index}`);
  const messageAt = (seq: number) =>
    chat.messages().find((message) => message.seq === seq) ?? messageOf({ seq });
  /** Every promise that is under way has settled, and what follows from it. */
  const settled = async (): Promise<void> => {
    for (let turns = 0; turns < 4; turns += 1) {
      TestBed.tick();
      await jest.advanceTimersByTimeAsync(5);
    }
    TestBed.tick();
  };

  /** The server stores what Anna sends, tells everybody, and acknowledges. */
  function acceptMessages(): void {
    realtime.answer('message:send', ({ clientMessageId, text }) => {
      const known = server.stored.find((message) => message.clientMessageId === clientMessageId);
      const message = known ?? server.add({ author: anna, clientMessageId, text });
      if (!known) realtime.push('message:created', { message });
      return { message };
    });
  }

  function begin(): void {
    realtime = new FakeRealtime();
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        ...chatProviders,
        ...lists.providers,
        { provide: ApiClient, useValue: server },
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: signal(selfOf(anna)) } },
        {
          provide: Notices,
          useValue: { sayFailure: (error: unknown) => failures.push(error), say: () => 0 },
        },
      ],
    });
    realtime.answer('chat:typing', () => ({}));
    acceptMessages();
    chat = TestBed.inject(ChatStore);
    TestBed.tick();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    browserKeepsNothing(); // its time is not that of the fake timers
    server = new FakeChatServer();
    lists = new FakeChatLists();
    failures = [];
    begin();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  async function open(): Promise<void> {
    chat.setPlace(place);
    await settled();
  }

  it('begins with the newest page, and shows older ones when asked', async () => {
    server.store(120);
    await open();
    expect(texts()).toEqual(numbered(71, 120));
    expect(chat.landing()).toEqual({ kind: 'end' });

    await chat.loadOlder();
    await chat.loadOlder();
    expect(texts()).toEqual(numbered(1, 120));
    expect(chat.hasOlder()).toBe(false);
  });

  it('shows what comes live, and what was missed while the connection was away', async () => {
    server.store(1);
    await open();
    realtime.push('message:created', { message: server.add({}) });
    expect(texts()).toEqual(numbered(1, 2));
    realtime.lose();
    server.store(3);
    realtime.comeBack();
    await settled();
    expect(texts()).toEqual(numbered(1, 5));
  });

  it('of another room changes nothing', async () => {
    await open();
    realtime.push('message:created', { message: messageOf({ seq: 1, chatId: anna.id }) });
    expect(texts()).toEqual([]);
  });

  it('tries again by itself when the server does not answer', async () => {
    server.store(1);
    server.failure = ApiFailure.offline();
    await open();
    expect(chat.state()).toBe('failed');
    server.failure = null;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(chat.state()).toBe('ready');
    expect(texts()).toEqual(['message 1']);
  });

  it('shows another chat when the page goes there, and forgets the first', async () => {
    server.store(2);
    await open();
    chat.setPlace({ ...place, chatId: anna.id });
    await settled();
    expect(texts()).toEqual([]);
    expect(chat.state()).toBe('failed');
  });

  describe('reading', () => {
    it('begins at the first unread message, however far up it is', async () => {
      server.store(500);
      lists.lastSeq = 500;
      lists.read(100, 100);
      await open();
      expect(chat.landing()).toEqual({ kind: 'new' });
      expect(chat.firstNew()?.seq).toBe(101);
      expect(chat.hasNewer()).toBe(true);
      expect(chat.below()).toBe(400);
    });

    it('draws the line above the first message of others that is still there', async () => {
      server.store(3);
      server.add({ author: anna });
      server.add({ text: '', deletedAt: '2026-11-21T10:00:00.000Z' });
      server.store(1);
      lists.read(3, 1);
      await open();
      expect(chat.firstNew()?.seq).toBe(6);
    });

    it('marks as read what is on the screen, and no more', async () => {
      server.store(30);
      lists.read(10, 20);
      await open();
      chat.setShown(17, false);
      TestBed.tick();
      expect(lists.marked).toEqual([17]);
      expect(chat.below()).toBe(13);
      chat.setShown(12, false);
      TestBed.tick();
      expect(lists.marked).toEqual([17]);
    });

    it('marks nothing as read while the tab is hidden', async () => {
      server.store(2);
      lists.read(0, 2);
      await open();
      chat.setDisplayed(false);
      chat.setShown(2, true);
      TestBed.tick();
      expect(lists.marked).toEqual([]);
      chat.setDisplayed(true);
      TestBed.tick();
      expect(lists.marked).toEqual([2]);
    });

    it('draws a new line where one stopped looking, counts what came since, and none of it while one looks', async () => {
      await open();
      realtime.push('message:created', { message: server.add({}) });
      expect(chat.firstNew()).toBeNull();
      chat.setDisplayed(false);
      realtime.push('message:created', { message: server.add({}) });
      realtime.push('message:created', { message: server.add({ author: anna }) });
      expect(chat.unseen()).toBe(1);
      chat.setDisplayed(true);
      expect(chat.unseen()).toBe(0);
      expect(chat.firstNew()?.seq).toBe(2);
    });

    it('keeps unread what was put back, although it is on the screen, until one writes', async () => {
      server.store(5);
      lists.read(5, 0);
      await open();
      chat.setShown(5, true);
      await chat.markUnreadFrom(messageAt(3));
      TestBed.tick();
      expect(lists.put).toEqual([2]);
      expect(lists.marked).toEqual([]);
      expect(chat.firstNew()?.seq).toBe(3);

      chat.send({ text: 'hello' });
      await settled();
      expect(chat.firstNew()).toBeNull();
      expect(lists.marked).toEqual([5]);
    });

    it('does not take back what another device put back', async () => {
      server.store(5);
      lists.read(5, 0);
      await open();
      chat.setShown(5, true);
      TestBed.tick();
      lists.tell(1, 4);
      TestBed.tick();
      expect(lists.marked).toEqual([]);
      expect(chat.firstNew()?.seq).toBe(2);
    });

    it('marks again what a list that was read anew has not heard of', async () => {
      server.store(5);
      lists.read(3, 2);
      await open();
      chat.setShown(5, true);
      TestBed.tick();
      lists.read(3, 2);
      TestBed.tick();
      expect(lists.marked).toEqual([5, 5]);
    });
  });

  describe('going to a message', () => {
    it('reads its surroundings where it is not held, and leads there', async () => {
      server.store(500);
      await open();
      chat.jumpTo(40);
      await settled();
      expect(chat.landing()).toEqual({ kind: 'message', seq: 40 });
      expect(messageAt(40).text).toBe('message 40');
      expect(chat.hasNewer()).toBe(true);

      chat.toEnd();
      await settled();
      expect(chat.landing()).toEqual({ kind: 'end' });
      expect(texts().at(-1)).toBe('message 500');
    });

    it('begins there where the address says so, and asks for no other page', async () => {
      server.store(500);
      lists.read(100, 100);
      chat.jumpTo(40);
      await open();
      expect(chat.landing()).toEqual({ kind: 'message', seq: 40 });
      expect(server.asked.filter((asked) => asked.startsWith('listMessages'))).toEqual([
        'listMessages {"around":40}',
      ]);
    });
  });

  describe('sending', () => {
    it('shows a message at once and holds it once when it is stored', async () => {
      await open();
      chat.send({ text: 'hello' });
      expect(chat.outgoing().map(({ text }) => text)).toEqual(['hello']);
      await settled();
      expect(outgoing()).toEqual([]);
      expect(texts()).toEqual(['hello']);
    });

    it('keeps the order in which one wrote, also through a time without connection', async () => {
      await open();
      realtime.lose();
      chat.send({ text: 'one' });
      chat.send({ text: 'two' });
      await settled();
      expect(outgoing()).toEqual(['one: waiting', 'two: waiting']);
      realtime.comeBack();
      await settled();
      expect(texts()).toEqual(['one', 'two']);
    });

    it('that the server refuses says so and can be sent again or discarded', async () => {
      await open();
      realtime.refuse('message:send', 'chat_archived');
      chat.send({ text: 'one' });
      chat.send({ text: 'two' });
      await settled();
      expect(chat.outgoing().map(({ state, failure }) => [state, failure])).toEqual([
        ['failed', 'chat_archived'],
        ['failed', 'chat_archived'],
      ]);

      acceptMessages();
      const [first, second] = chat.outgoing();
      chat.discard(first?.clientMessageId ?? '');
      chat.retry(second?.clientMessageId ?? '');
      await settled();
      expect(texts()).toEqual(['two']);
      expect(outgoing()).toEqual([]);
    });

    it('names the message that it replies to, and goes back to the end', async () => {
      server.store(500);
      await open();
      chat.jumpTo(7);
      await settled();
      chat.startReply(messageAt(7));
      chat.send({ text: 'yes', replyTo: chat.replying() });
      await settled();
      expect(realtime.sent('message:send')[0]).toMatchObject({
        text: 'yes',
        replyToId: messageOf({ seq: 7 }).id,
      });
      expect(chat.replying()).toBeNull();
      expect(chat.landing()).toEqual({ kind: 'end' });
      expect(texts().at(-1)).toBe('yes');
    });
  });

  describe('changing', () => {
    beforeEach(async () => {
      server.add({ author: anna, text: 'helo' });
      server.store(1);
      await open();
    });

    it('shows another text at once, and then as the server stored it', async () => {
      server.answer(routes.editMessage, ({ params, body }) =>
        server.alter(params.messageId, { text: body?.text ?? '', editedAt: '2026-11-21T10:00:00.000Z' }),
      );
      const edited = chat.edit(messageAt(1), 'hello');
      expect(texts()[0]).toBe('hello');
      await edited;
      expect(messageAt(1)).toMatchObject({ text: 'hello', change: 1 });
      expect(failures).toEqual([]);
    });

    it('takes back an edit that is refused, says so, and keeps what was written', async () => {
      server.answer(routes.editMessage, () => Promise.reject(new ApiFailure('chat_archived')));
      await chat.edit(messageAt(1), 'hello');
      expect(texts()[0]).toBe('helo');
      expect(failures).toEqual([new ApiFailure('chat_archived')]);
      expect(chat.editing()).toMatchObject({ message: { seq: 1 }, text: 'hello' });
    });

    it('leaves a tombstone at once, and puts the message back when it is refused', async () => {
      server.answer(routes.deleteMessage, () => Promise.reject(new ApiFailure('forbidden')));
      const removed = chat.remove(messageAt(1));
      expect(messageAt(1)).toMatchObject({ text: '', deletedAt: expect.any(String) });
      await removed;
      expect(messageAt(1).text).toBe('helo');
      expect(failures).toHaveLength(1);
    });

    it('gives a reaction and takes it back in that order, whatever the network does', async () => {
      const order: string[] = [];
      const slow = Promise.withResolvers<unknown>();
      server.answer(routes.addReaction, async ({ params }) => {
        order.push('on');
        await slow.promise;
        return server.alter(params.messageId, { reactions: [{ emoji: '👍', userIds: [anna.id] }] });
      });
      server.answer(routes.removeReaction, ({ params }) => {
        order.push('off');
        return server.alter(params.messageId, { reactions: [] });
      });
      const on = chat.react(messageAt(2), '👍', true);
      expect(messageAt(2).reactions).toEqual([{ emoji: '👍', userIds: [anna.id] }]);
      const off = chat.react(messageAt(2), '👍', false);
      expect(messageAt(2).reactions).toBeUndefined();
      await settled();
      expect(order).toEqual(['on']);
      slow.resolve(undefined);
      await Promise.all([on, off]);
      expect(order).toEqual(['on', 'off']);
    });

    it('begins with the last message of mine that can be changed', async () => {
      expect(chat.startEditOfLast()).toBe(true);
      expect(chat.editing()?.message.seq).toBe(1);
      chat.setPlace({ ...place, canWrite: false });
      expect(chat.startEditOfLast()).toBe(false);
    });
  });

  it('keeps what was written and not sent, with what it replies to, through a reload', async () => {
    server.store(1);
    await open();
    chat.startReply(messageAt(1));
    chat.write('not yet');
    begin();
    await open();
    expect(chat.draft()).toBe('not yet');
    expect(chat.replying()).toMatchObject({ seq: 1, text: 'message 1' });
    chat.send({ text: chat.draft(), replyTo: chat.replying() });
    begin();
    await open();
    expect(chat.draft()).toBe('');
  });
});
