/**
 * All that the chat engine asks of the world: a server, a storage, a lock between tabs, a clock. `testing/` has a fake for each.
 */
import type { CatchUp, ErrorCode, Message, MessagePage, SendMessageRequest } from '@parlour/contracts';
import { type Observable } from 'rxjs';
import { type OutgoingMessage } from './outbox/outgoing';

/** `offline`: the server could not be reached, or did not answer in time. Whether it did what was asked is unknown. */
export type FailureCode = ErrorCode | 'offline';

/** What every promise of {@link ChatPort} rejects with. Anything else that is thrown counts as `internal`, and is not repeated. */
export interface Failure {
  readonly code: FailureCode;
  /** The same may well succeed a little later. */
  readonly isPassing: boolean;
  readonly info: { readonly retryAfterSeconds?: number | undefined };
}

/** Where a page lies: at the end, or relative to a `seq`. */
export type PagePlace =
  | Record<never, never>
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number };

export interface Cursor {
  readonly seq: number;
  readonly change: number;
}

/** Every promise settles within a bounded time: a request without an answer rejects as `offline`. */
export interface ChatPort {
  /** The message as it is stored; the same `clientMessageId` again answers with the first. */
  send(request: SendMessageRequest): Promise<Message>;
  page(chatId: string, place: PagePlace): Promise<MessagePage>;
  catchUp(chatId: string, cursor: Cursor): Promise<CatchUp>;
}

/** What the server tells by itself, of all chats. */
export interface ChatEvents {
  /** At every connect and reconnect, once events come in; at once for who subscribes while there is a connection. */
  readonly connected$: Observable<unknown>;
  readonly created$: Observable<Message>;
  readonly changed$: Observable<Message>;
}

/** One person's unsent messages, shared by all tabs of a browser. May fail at any time; then the outbox goes on in memory. */
export interface OutboxStorage {
  load(): Promise<readonly OutgoingMessage[]>;
  /** Adds, or replaces the one with the same `clientMessageId`. */
  put(message: OutgoingMessage): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
  /** Another tab has written. */
  readonly changed$: Observable<unknown>;
}

/** Between the tabs of one person in a browser (Web Locks); where there is none it may run every task at once. */
export interface Lock {
  /** Waits until nobody else holds it, and holds it until the task has settled. */
  run(task: () => Promise<void>): Promise<void>;
}

export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  schedule(delayMs: number, task: () => void): Cancel;
}
