import type { Message, SendMessageRequest } from '@parlour/contracts';
import { type Observable, Subject, Subscription } from 'rxjs';
import { waitMsAfter } from '../backoff';
import { type Behavior } from '../behavior';
import { failureOf } from '../failure';
import type { Cancel, ChatPort, Clock, Failure, Lock, OutboxStorage } from '../ports';
import { newClientMessageId } from './client-message-id';
import { KeptMessages } from './kept-messages';
import type { NewMessage, OutgoingMessage } from './outgoing';

export interface OutboxDependencies {
  readonly port: Pick<ChatPort, 'send'>;
  /** At every connect and reconnect. */
  readonly connected$: Observable<unknown>;
  readonly storage: OutboxStorage;
  readonly lock: Lock;
  readonly clock: Clock;
  readonly newId?: () => string;
  readonly random?: () => number;
}

/**
 * One person's messages that the server has not acknowledged yet, of all chats. Those of one chat go out one after the other, in
 * the order in which they were written; one tab at a time sends. A repeat carries the same `clientMessageId`, so that the server
 * stores it once. Begins at once, with what the storage has. Ends with `close()`; what is unsent stays in the storage.
 */
export class OutboxQueue {
  private readonly subscriptions = new Subscription();
  private readonly kept: KeptMessages;
  private readonly sent = new Subject<Message>();
  private readonly newId: () => string;
  private readonly random: () => number;
  /** The chats that are being sent to; only while this tab holds the lock. */
  private readonly lanes = new Map<string, Promise<void>>();
  private mayStartLanes = false;
  private draining = false;
  private askedAgain = false;
  private failuresInARow = 0;
  private notBefore = 0;
  private cancelRetry: Cancel = () => undefined;

  /** In the order in which they were written. */
  readonly messages$: Behavior<readonly OutgoingMessage[]>;
  /** Whether something unsent would be lost with this tab, because the storage has not taken it. */
  readonly atRisk$: Behavior<boolean>;
  /** Each message as the server has stored it, once, right before it leaves the outbox. */
  readonly sent$: Observable<Message> = this.sent;

  constructor(private readonly dependencies: OutboxDependencies) {
    const { storage, clock, connected$ } = dependencies;
    this.newId = dependencies.newId ?? newClientMessageId;
    this.random = dependencies.random ?? Math.random;
    this.kept = new KeptMessages(storage, clock);
    this.messages$ = this.kept.messages$;
    this.atRisk$ = this.kept.atRisk$;
    this.subscriptions.add(storage.changed$.subscribe(() => void this.adopt()));
    this.subscriptions.add(
      connected$.subscribe(() => {
        this.failuresInARow = 0;
        this.flush();
      }),
    );
    void this.adopt();
  }

  close(): void {
    this.mayStartLanes = false;
    this.subscriptions.unsubscribe();
    this.cancelRetry();
  }

  /** @returns its `clientMessageId`. */
  send({ chatId, text, replyTo = null, attachments = [] }: NewMessage): string {
    const clientMessageId = this.newId();
    const state = { state: 'waiting', failure: null } as const;
    this.kept.add({ clientMessageId, chatId, text, replyTo, attachments, ...state });
    this.flush();
    return clientMessageId;
  }

  retry(clientMessageId: string): void {
    this.kept.change(clientMessageId, { state: 'waiting', failure: null });
    this.flush();
  }

  /** What is being sent just now cannot be called back. */
  discard(clientMessageId: string): void {
    const found = this.messages$.value.find((message) => message.clientMessageId === clientMessageId);
    if (found && found.state !== 'sending') this.kept.remove(clientMessageId);
  }

  /** They have come back among the others: they are stored, whether or not their acknowledgement got through. */
  confirm(messages: readonly Message[]): void {
    for (const { clientMessageId } of messages) this.kept.remove(clientMessageId);
  }

  /** Sends what waits, now; or when the server allows it again. */
  flush(): void {
    this.cancelRetry();
    const waitMs = this.notBefore - this.dependencies.clock.now();
    if (waitMs > 0) return this.flushIn(waitMs);
    this.askedAgain = true;
    if (this.draining) this.startLanes();
    else void this.drain();
  }

  private async adopt(): Promise<void> {
    await this.kept.refresh();
    if (this.nextOf() && !this.subscriptions.closed) this.flush();
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.askedAgain && !this.subscriptions.closed) {
      this.askedAgain = false;
      await this.dependencies.lock.run(() => this.deliverAll()).catch(() => this.deliverAll());
    }
    this.draining = false;
  }

  private async deliverAll(): Promise<void> {
    await this.kept.refresh();
    this.mayStartLanes = !this.subscriptions.closed;
    this.startLanes();
    while (this.lanes.size > 0) await Promise.all(this.lanes.values());
    this.mayStartLanes = false;
  }

  private startLanes(): void {
    if (!this.mayStartLanes || this.subscriptions.closed) return;
    for (const { chatId, state } of this.messages$.value) {
      if (state !== 'waiting' || this.lanes.has(chatId)) continue;
      this.lanes.set(
        chatId,
        this.deliver(chatId).finally(() => this.lanes.delete(chatId)),
      );
    }
  }

  private async deliver(chatId: string): Promise<void> {
    for (let next = this.nextOf(chatId); next && this.mayStartLanes; next = this.nextOf(chatId)) {
      await this.sendOne(next);
    }
  }

  private async sendOne(entry: OutgoingMessage): Promise<void> {
    const { clientMessageId } = entry;
    this.kept.change(clientMessageId, { state: 'sending', failure: null });
    try {
      const message = await this.dependencies.port.send(requestOf(entry));
      this.failuresInARow = 0;
      if (this.kept.has(clientMessageId)) this.sent.next(message);
      this.kept.remove(clientMessageId);
    } catch (error) {
      this.handleFailure(clientMessageId, failureOf(error));
    }
  }

  private handleFailure(clientMessageId: string, failure: Failure): void {
    if (!failure.isPassing) {
      return this.kept.change(clientMessageId, { state: 'failed', failure: failure.code });
    }
    this.kept.change(clientMessageId, { state: 'waiting', failure: null });
    this.mayStartLanes = false; // nothing overtakes it, and nobody else has better luck
    if (this.subscriptions.closed) return;
    this.failuresInARow += 1;
    const waitMs = waitMsAfter(failure, this.failuresInARow, this.random);
    if (failure.info.retryAfterSeconds !== undefined) {
      this.notBefore = this.dependencies.clock.now() + waitMs;
    }
    this.flushIn(waitMs);
  }

  private flushIn(waitMs: number): void {
    this.cancelRetry();
    this.cancelRetry = this.dependencies.clock.schedule(waitMs, () => this.flush());
  }

  /** The oldest one that waits, of one chat or of all. */
  private nextOf(chatId?: string): OutgoingMessage | undefined {
    return this.messages$.value.find(
      (message) => message.state === 'waiting' && (chatId ?? message.chatId) === message.chatId,
    );
  }
}

const requestOf = ({
  clientMessageId,
  chatId,
  text,
  replyTo,
  attachments,
}: OutgoingMessage): SendMessageRequest => ({
  clientMessageId,
  chatId,
  text,
  ...(replyTo && { replyToId: replyTo.id }),
  ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
});
