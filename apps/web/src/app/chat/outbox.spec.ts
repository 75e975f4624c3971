import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { Confirm, type Question } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { selfOf } from '../core/testing/users';
import { Drafts } from './drafts';
import { LogOut } from './log-out';
import { Outbox } from './outbox';
import { IndexedOutboxStorage } from './outbox-storage';
import { browserKeepsAll, browserKeepsNothing } from './testing/fake-indexed-db';
import { anna, ben, chatId, messageOf } from './testing/messages';

describe('an outbox', () => {
  let realtime: FakeRealtime;
  let user: ReturnType<typeof signal<SelfUser | null>>;
  let questions: Question[];
  let sure: boolean;

  /** A tab of the browser, or the one after a reload. */
  function openTab(who = anna): Outbox {
    TestBed.resetTestingModule();
    realtime = new FakeRealtime();
    user = signal<SelfUser | null>(selfOf(who));
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        { provide: ApiClient, useValue: {} },
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user, logOut: async () => user.set(null) } },
        { provide: Notices, useValue: { sayFailure: () => undefined } },
        {
          provide: Confirm,
          useValue: { ask: async (question: Question) => questions.push(question) && sure },
        },
      ],
    });
    const outbox = TestBed.inject(Outbox);
    TestBed.tick();
    return outbox;
  }

  function acceptMessages(): void {
    let seq = 0;
    realtime.answer('message:send', ({ clientMessageId, text }) => ({
      message: messageOf({ seq: ++seq, author: anna, clientMessageId, text }),
    }));
  }

  const texts = (outbox: Outbox) => outbox.messages().map(({ text }) => text);
  const sent = () => realtime.sent('message:send').map(({ text }) => text);
  const leaving = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  async function eventually(check: () => unknown): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await check();
        return;
      } catch (error) {
        if (tries === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  /** Two messages are written without a connection, and the tab goes. */
  async function leaveUnsent(): Promise<void> {
    const outbox = openTab();
    realtime.lose();
    outbox.send({ chatId, text: 'one' });
    outbox.send({ chatId, text: 'two' });
    await eventually(() => expect(leaving()).toBe(false));
  }

  beforeEach(() => {
    browserKeepsAll();
    localStorage.clear();
    questions = [];
    sure = true;
  });

  afterEach(() => TestBed.resetTestingModule());

  it('outlives the tab: what was unsent goes out once, in order, when somebody is back', async () => {
    await leaveUnsent();
    const again = openTab();
    acceptMessages();
    await eventually(() => expect(sent()).toEqual(['one', 'two']));
    await eventually(() => expect(texts(again)).toEqual([]));
    await eventually(async () => expect(await new IndexedOutboxStorage(anna.id).load()).toEqual([]));

    const third = openTab();
    acceptMessages();
    third.send({ chatId, text: 'three' });
    await eventually(() => expect(texts(third)).toEqual([]));
    expect(sent()).toEqual(['three']);
  });

  it('sends nothing of another person', async () => {
    await leaveUnsent();
    const bens = openTab(ben);
    acceptMessages();
    bens.send({ chatId, text: 'of Ben' });
    await eventually(() => expect(sent()).toEqual(['of Ben']));
    const annas = openTab();
    realtime.lose();
    await eventually(() => expect(texts(annas)).toEqual(['one', 'two']));
  });

  it('shows none of it while nobody is signed in, and keeps it', async () => {
    await leaveUnsent();
    const outbox = openTab();
    realtime.lose();
    await eventually(() => expect(texts(outbox)).toEqual(['one', 'two']));
    user.set(null);
    TestBed.tick();
    expect(texts(outbox)).toEqual([]);
    user.set(selfOf(anna));
    TestBed.tick();
    await eventually(() => expect(texts(outbox)).toEqual(['one', 'two']));
  });

  it('sends also where the browser keeps nothing, and warns before the page goes with what is unsent', async () => {
    browserKeepsNothing();
    const outbox = openTab();
    realtime.lose();
    expect(leaving()).toBe(false);
    outbox.send({ chatId, text: 'one' });
    await eventually(() => expect(leaving()).toBe(true));
    acceptMessages();
    realtime.comeBack();
    await eventually(() => expect(texts(outbox)).toEqual([]));
    expect(sent()).toEqual(['one']);
    expect(leaving()).toBe(false);
  });

  describe('and logging out', () => {
    it('asks where something is unsent, and stays where that is not wanted', async () => {
      await leaveUnsent();
      const outbox = openTab();
      realtime.lose();
      await eventually(() => expect(texts(outbox)).toHaveLength(2));
      sure = false;
      await TestBed.inject(LogOut).logOut();
      expect(questions).toHaveLength(1);
      expect(user()).not.toBeNull();
      expect(texts(outbox)).toHaveLength(2);
    });

    it('leaves nothing of what was written in the browser', async () => {
      await leaveUnsent();
      const outbox = openTab();
      realtime.lose();
      TestBed.inject(Drafts).write(chatId, { text: 'a draft', replyTo: null });
      await eventually(() => expect(texts(outbox)).toHaveLength(2));
      await TestBed.inject(LogOut).logOut();
      expect(user()).toBeNull();
      expect(localStorage.length).toBe(0);

      const again = openTab();
      acceptMessages();
      again.send({ chatId, text: 'anew' });
      await eventually(() => expect(texts(again)).toEqual([]));
      expect(sent()).toEqual(['anew']);
    });

    it('asks nothing where all is sent', async () => {
      openTab();
      await TestBed.inject(LogOut).logOut();
      expect(questions).toEqual([]);
      expect(user()).toBeNull();
    });
  });
});
