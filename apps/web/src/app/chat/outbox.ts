import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Message } from '@parlour/contracts';
import { Subject, fromEvent } from 'rxjs';
import { ApiFailure, type FailureCode } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { newClientMessageId } from './client-message-id';

/**
 * A message on its way: waiting ──▶ sending ──▶ (sent: it leaves the outbox)
 *                            ▲         │ ├─ out of reach, too often ─▶ waiting
 *                            └─ retry ─┴─▶ failed, with the server's reason
 */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly chatId: string;
  readonly text: string;
  readonly writtenAt: Date;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly failure: FailureCode | null;
}

/** How long to wait before the next try when the server gave no time of its own and the connection seems to stand. */
const tryAgainMs = 3_000;

/**
 * Messages that the server has not acknowledged yet, of all chats, sent one after the other so that they arrive in
 * the order in which they were written. It outlives the pages; a repeat carries the same clientMessageId, so that
 * the server stores it once.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly realtime = inject(Realtime);
  private readonly entries = signal<readonly OutgoingMessage[]>([]);
  private readonly sent = new Subject<Message>();
  private sending = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  readonly messages = this.entries.asReadonly();
  /** Messages as the server stored them. */
  readonly sent$ = this.sent.asObservable();
  readonly hasUnsent = computed(() => this.entries().length > 0);

  constructor() {
    const window = inject(DOCUMENT).defaultView ?? globalThis.window;
    const session = inject(Session);
    const userId = computed(() => session.user()?.id ?? null);
    effect(() => {
      userId();
      // Another person must not send what this one wrote.
      untracked(() => this.clear());
    });
    this.realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => this.flush());
    fromEvent<BeforeUnloadEvent>(window, 'beforeunload')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (this.hasUnsent()) event.preventDefault();
      });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.retryTimer));
  }

  send(chatId: string, text: string): void {
    this.entries.update((entries) => [
      ...entries,
      {
        clientMessageId: newClientMessageId(),
        chatId,
        text,
        writtenAt: new Date(),
        state: 'waiting',
        failure: null,
      },
    ]);
    this.flush();
  }

  retry(clientMessageId: string): void {
    this.change(clientMessageId, { state: 'waiting', failure: null });
    this.flush();
  }

  discard(clientMessageId: string): void {
    this.entries.update((entries) => entries.filter((entry) => entry.clientMessageId !== clientMessageId));
  }

  /** The message has come back among the live ones: it is stored, whether or not its acknowledgement got through. */
  confirm(message: Message): void {
    if (this.entries().some((entry) => entry.clientMessageId === message.clientMessageId))
      this.discard(message.clientMessageId);
  }

  private flush(): void {
    clearTimeout(this.retryTimer);
    void this.drain();
  }

  private async drain(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let next = this.nextWaiting(); next; next = this.nextWaiting()) {
        if (!(await this.deliver(next))) return;
      }
    } finally {
      this.sending = false;
    }
  }

  private nextWaiting(): OutgoingMessage | undefined {
    return this.entries().find(({ state }) => state === 'waiting');
  }

  /** Answers whether the next one may go: not when the server is out of reach, or has had enough for now. */
  private async deliver({ clientMessageId, chatId, text }: OutgoingMessage): Promise<boolean> {
    this.change(clientMessageId, { state: 'sending' });
    try {
      const { message } = await this.realtime.command('message:send', { clientMessageId, chatId, text });
      this.sent.next(message);
      this.discard(clientMessageId);
      return true;
    } catch (error) {
      const failure = ApiFailure.of(error);
      if (!failure.isPassing) {
        this.change(clientMessageId, { state: 'failed', failure: failure.code });
        return true;
      }
      this.change(clientMessageId, { state: 'waiting' });
      this.retryTimer = setTimeout(
        () => this.flush(),
        failure.info.retryAfterSeconds ? failure.info.retryAfterSeconds * 1_000 : tryAgainMs,
      );
      return false;
    }
  }

  private change(clientMessageId: string, change: Partial<Pick<OutgoingMessage, 'state' | 'failure'>>): void {
    this.entries.update((entries) =>
      entries.map((entry) => (entry.clientMessageId === clientMessageId ? { ...entry, ...change } : entry)),
    );
  }

  private clear(): void {
    clearTimeout(this.retryTimer);
    this.entries.set([]);
  }
}
