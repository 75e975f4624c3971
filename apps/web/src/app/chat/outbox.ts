import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type NewMessage,
  OutboxQueue,
  type OutgoingMessage,
  type SentMessages,
  systemClock,
} from '@parlour/chat';
import { type Message } from '@parlour/contracts';
import { Subject, Subscription, fromEvent } from 'rxjs';
import { Session } from '../core/session/session';
import { IndexedOutboxStorage, outboxLock } from './outbox-storage';
import { ServerChat } from './server-chat';

/**
 * What the signed-in person has written and the server has not acknowledged, of all chats. It outlives the pages, the tab
 * and the browser: what is unsent stands in IndexedDB, and goes out when the person is there again.
 */
@Injectable({ providedIn: 'root' })
export class Outbox implements SentMessages {
  private readonly server = inject(ServerChat);
  private readonly window = inject(DOCUMENT).defaultView ?? globalThis.window;
  private readonly entries = signal<readonly OutgoingMessage[]>([]);
  private readonly sent = new Subject<Message>();
  private queue: OutboxQueue | null = null;
  private storage: IndexedOutboxStorage | null = null;
  private subscriptions = new Subscription();

  readonly messages = this.entries.asReadonly();
  readonly hasUnsent = computed(() => this.entries().length > 0);
  readonly sent$ = this.sent.asObservable();

  constructor() {
    const session = inject(Session);
    const userId = computed(() => session.user()?.id ?? null);
    effect(() => {
      const id = userId();
      // Another person must not send what this one wrote.
      untracked(() => {
        this.end();
        if (id !== null) this.begin(id);
      });
    });
    fromEvent<BeforeUnloadEvent>(this.window, 'beforeunload')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (this.queue?.atRisk$.value) event.preventDefault();
      });
    inject(DestroyRef).onDestroy(() => this.end());
  }

  send(message: NewMessage): void {
    this.queue?.send(message);
  }

  retry(clientMessageId: string): void {
    this.queue?.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.queue?.discard(clientMessageId);
  }

  confirm(messages: readonly Message[]): void {
    this.queue?.confirm(messages);
  }

  private begin(userId: string): void {
    const storage = new IndexedOutboxStorage(userId);
    const queue = new OutboxQueue({
      port: this.server,
      connected$: this.server.connected$,
      storage,
      lock: outboxLock(userId, this.window.navigator),
      clock: systemClock,
    });
    this.storage = storage;
    this.queue = queue;
    this.subscriptions = queue.messages$.subscribe((messages) => this.entries.set(messages));
    this.subscriptions.add(queue.sent$.subscribe((message) => this.sent.next(message)));
  }

  private end(): void {
    this.subscriptions.unsubscribe();
    this.queue?.close();
    this.storage?.close();
    this.queue = null;
    this.storage = null;
    this.entries.set([]);
  }
}
