import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { type Message } from '@parlour/contracts';
import { ApiClient } from '../../core/api/api-client';
import { Notices } from '../../core/notices/notices';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { selfOf } from '../../core/testing/users';
import { type ChatPlace } from '../chat-place';
import { ChatStore } from '../chat-store';
import { chatProviders } from '../provide-chat';
import { FakeChatLists } from './fake-chat-lists';
import { FakeChatServer } from './fake-chat-server';
import { browserKeepsNothing } from './fake-indexed-db';
import { anna, chatId, messageOf } from './messages';

export const lunchPlace: ChatPlace = {
  kind: 'room',
  chatId,
  slug: 'lunch',
  main: true,
  members: 2,
  isOwner: false,
  canWrite: true,
};

/** Anna's chat of a room as its store has it, without a page; its time is that of Jest's fake timers. */
export class StoreWorld {
  readonly server = new FakeChatServer();
  readonly lists = new FakeChatLists();
  readonly failures: unknown[] = [];
  realtime = new FakeRealtime();

  constructor() {
    jest.useFakeTimers();
    localStorage.clear();
    browserKeepsNothing(); // its time is not that of the fake timers
    this.begin();
  }

  get chat(): ChatStore {
    return TestBed.inject(ChatStore);
  }

  get texts(): string[] {
    return this.chat.messages().map(({ text }) => text);
  }

  get outgoing(): string[] {
    return this.chat.outgoing().map(({ text, state }) => `${text}: ${state}`);
  }

  messageAt(seq: number): Message {
    return this.chat.messages().find((message) => message.seq === seq) ?? messageOf({ seq });
  }

  /** The page is loaded, for the first time or anew. */
  begin(): void {
    this.realtime = new FakeRealtime();
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        ...chatProviders,
        ...this.lists.providers,
        { provide: ApiClient, useValue: this.server },
        { provide: Realtime, useValue: this.realtime },
        { provide: Session, useValue: { user: signal(selfOf(anna)) } },
        {
          provide: Notices,
          useValue: { sayFailure: (error: unknown) => this.failures.push(error), say: () => 0 },
        },
      ],
    });
    this.realtime.answer('chat:typing', () => ({}));
    this.acceptMessages();
    TestBed.inject(ChatStore);
    TestBed.tick();
  }

  async open(): Promise<void> {
    this.chat.setPlace(lunchPlace);
    await this.settle();
  }

  /** Every promise that is under way has settled, and what follows from it. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 4; turns += 1) {
      TestBed.tick();
      await jest.advanceTimersByTimeAsync(5);
    }
    TestBed.tick();
  }

  /** The server stores what Anna sends, tells everybody, and acknowledges. */
  acceptMessages(): void {
    const { realtime, server } = this;
    realtime.answer('message:send', ({ clientMessageId, text }) => {
      const known = server.stored.find((message) => message.clientMessageId === clientMessageId);
      const message = known ?? server.add({ author: anna, clientMessageId, text });
      if (!known) realtime.push('message:created', { message });
      return { message };
    });
  }

  end(): void {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  }
}
