import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { ChatStore } from './chat-store';
import { FakeChatServer } from './testing/fake-chat-server';
import { anna, chatId, messageOf } from './testing/messages';

describe('a chat', () => {
  let server: FakeChatServer;
  let realtime: FakeRealtime;
  let chat: ChatStore;

  const texts = (): string[] => chat.messages().map(({ text }) => text);
  const outgoing = () => chat.outgoing().map(({ text, state }) => `${text}: ${state}`);
  const numbered = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `message ${from + index}`);
  /** Every promise that is under way has settled. */
  const settled = () => jest.advanceTimersByTimeAsync(0);

  /** The server stores what Anna sends, tells everybody, and acknowledges. */
  function acceptMessages(): void {
    realtime.answer('message:send', ({ clientMessageId, text }) => {
      const known = server.stored.find((message) => message.clientMessageId === clientMessageId);
      const message = known ?? server.add({ author: anna, clientMessageId, text });
      if (!known) realtime.push('message:created', { message });
      return { message };
    });
  }

  beforeEach(() => {
    jest.useFakeTimers();
    server = new FakeChatServer();
    realtime = new FakeRealtime();
    TestBed.configureTestingModule({
      providers: [
        ChatStore,
        { provide: ApiClient, useValue: server },
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: signal(anna) } },
      ],
    });
    acceptMessages();
    chat = TestBed.inject(ChatStore);
    TestBed.tick();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function open(): Promise<void> {
    chat.open(chatId);
    await settled();
  }

  it('shows the newest page first, and older ones when asked', async () => {
    server.store(120);
    await open();
    expect(texts()).toEqual(numbered(71, 120));
    expect(chat.hasOlder()).toBe(true);

    await chat.loadOlder();
    await chat.loadOlder();
    expect(texts()).toEqual(numbered(1, 120));
    expect(chat.hasOlder()).toBe(false);
  });

  it('shows live messages in order of seq and each once', async () => {
    await open();
    const [first, second] = [server.add({}), server.add({})];
    realtime.push('message:created', { message: first });
    realtime.push('message:created', { message: second });
    realtime.push('message:created', { message: first });
    expect(texts()).toEqual(['message 1', 'message 2']);
  });

  it('of another room changes nothing', async () => {
    await open();
    realtime.push('message:created', { message: messageOf({ seq: 1, chatId: anna.id }) });
    expect(texts()).toEqual([]);
  });

  it('that arrives while the first page is read is not lost', async () => {
    server.store(3);
    server.beforeAnswer = () => {
      server.beforeAnswer = () => undefined;
      realtime.push('message:created', { message: server.add({}) });
    };
    await open();
    expect(texts()).toEqual(numbered(1, 4));
  });

  it('notices a gap and fetches what is missing', async () => {
    server.store(2);
    await open();
    server.store(3);
    realtime.push('message:created', { message: server.add({}) });
    expect(texts()).toEqual(numbered(1, 2));
    await settled();
    expect(texts()).toEqual(numbered(1, 6));
  });

  it('fetches what was missed while the connection was away, in as many pages as it takes', async () => {
    server.store(5);
    await open();
    realtime.lose();
    server.store(230);
    realtime.comeBack();
    await settled();
    expect(texts()).toEqual(numbered(1, 235));
  });

  it('begins anew with the newest page when too much was missed', async () => {
    server.store(5);
    await open();
    realtime.lose();
    server.store(1_000);
    realtime.comeBack();
    await settled();
    expect(texts()).toEqual(numbered(956, 1_005));
    expect(chat.hasOlder()).toBe(true);
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

  it('counts what came from others while it was not shown', async () => {
    await open();
    chat.setDisplayed(false);
    realtime.push('message:created', { message: server.add({}) });
    chat.send({ text: 'mine' });
    await settled();
    expect(chat.unseen()).toBe(1);
    chat.setDisplayed(true);
    expect(chat.unseen()).toBe(0);
  });

  it('draws the line where the unread ones begin, and not above what one wrote oneself', async () => {
    server.store(3);
    server.add({ author: anna });
    server.store(1);
    chat.open(chatId, 3);
    await settled();
    expect(chat.firstNew()?.seq).toBe(5);
  });

  it('draws a new line where one stopped looking, and none while one looks', async () => {
    await open();
    realtime.push('message:created', { message: server.add({}) });
    expect(chat.firstNew()).toBeNull();
    chat.setDisplayed(false);
    realtime.push('message:created', { message: server.add({}) });
    realtime.push('message:created', { message: server.add({}) });
    chat.setDisplayed(true);
    expect(chat.firstNew()?.seq).toBe(2);
  });

  it('is read up to its end while that is on the screen', async () => {
    server.store(2);
    await open();
    expect(chat.readSeq()).toBe(2);
    chat.setAtEnd(false);
    expect(chat.readSeq()).toBeNull();
    chat.setAtEnd(true);
    chat.setDisplayed(false);
    expect(chat.readSeq()).toBeNull();
  });

  describe('sending', () => {
    it('shows a message at once and holds it once when it is stored', async () => {
      await open();
      chat.send({ text: 'hello' });
      expect(outgoing()).toEqual(['hello: sending']);
      await settled();
      expect(outgoing()).toEqual([]);
      expect(texts()).toEqual(['hello']);
    });

    it('keeps the order in which one wrote', async () => {
      await open();
      for (const text of ['one', 'two', 'three']) chat.send({ text });
      await settled();
      expect(texts()).toEqual(['one', 'two', 'three']);
    });

    it('does not let a message overtake one that has to be repeated', async () => {
      await open();
      realtime.answer('message:send', () => {
        acceptMessages();
        return Promise.reject(new ApiFailure('unavailable'));
      });
      chat.send({ text: 'one' });
      chat.send({ text: 'two' });
      await jest.advanceTimersByTimeAsync(3_000);
      expect(texts()).toEqual(['one', 'two']);
    });

    it('without a connection waits, and goes out in order with the same ids when it is back', async () => {
      await open();
      realtime.lose();
      chat.send({ text: 'one' });
      chat.send({ text: 'two' });
      await settled();
      expect(outgoing()).toEqual(['one: waiting', 'two: waiting']);
      const ids = chat.outgoing().map(({ clientMessageId }) => clientMessageId);

      realtime.comeBack();
      await settled();
      expect(texts()).toEqual(['one', 'two']);
      expect(realtime.sent('message:send').map(({ clientMessageId }) => clientMessageId)).toEqual(ids);
      expect(outgoing()).toEqual([]);
    });

    it('whose acknowledgement is lost is repeated with the same id and stands once', async () => {
      await open();
      realtime.answer('message:send', ({ clientMessageId, text }) => {
        server.add({ author: anna, clientMessageId, text });
        acceptMessages();
        return Promise.reject(ApiFailure.offline());
      });
      chat.send({ text: 'hello' });
      await jest.advanceTimersByTimeAsync(3_000);
      const ids = realtime.sent('message:send').map(({ clientMessageId }) => clientMessageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      expect(texts()).toEqual(['hello']);
      expect(outgoing()).toEqual([]);
    });

    it('that the server refuses says so and can be sent again or discarded', async () => {
      await open();
      realtime.refuse('message:send', 'chat_not_found');
      chat.send({ text: 'one' });
      chat.send({ text: 'two' });
      await settled();
      expect(chat.outgoing().map(({ state, failure }) => [state, failure])).toEqual([
        ['failed', 'chat_not_found'],
        ['failed', 'chat_not_found'],
      ]);

      acceptMessages();
      const [first, second] = chat.outgoing();
      chat.discard(first?.clientMessageId ?? '');
      chat.retry(second?.clientMessageId ?? '');
      await settled();
      expect(texts()).toEqual(['two']);
      expect(outgoing()).toEqual([]);
    });

    it('too fast waits for as long as the server asks', async () => {
      await open();
      realtime.answer('message:send', () =>
        Promise.reject(new ApiFailure('rate_limited', { retryAfterSeconds: 5 })),
      );
      chat.send({ text: 'hello' });
      await settled();
      expect(outgoing()).toEqual(['hello: waiting']);
      acceptMessages();
      await jest.advanceTimersByTimeAsync(4_900);
      expect(outgoing()).toEqual(['hello: waiting']);
      await jest.advanceTimersByTimeAsync(100);
      expect(texts()).toEqual(['hello']);
    });

    it('warns before the page goes while something is unsent', async () => {
      await open();
      realtime.lose();
      const leave = () => {
        const event = new Event('beforeunload', { cancelable: true });
        window.dispatchEvent(event);
        return event.defaultPrevented;
      };
      expect(leave()).toBe(false);
      chat.send({ text: 'not yet' });
      expect(leave()).toBe(true);
    });
  });
});
