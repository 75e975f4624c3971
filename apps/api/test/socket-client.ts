import type {
  ClientCommand,
  ClientToServerEvents,
  CommandData,
  CommandPayload,
  EventPayload,
  Result,
  ServerEvent,
  ServerToClientEvents,
} from '@parlour/contracts';
import { io, type ManagerOptions, type Socket, type SocketOptions as ClientOptions } from 'socket.io-client';

/** How long a test waits for what should be there within milliseconds. */
const patienceMs = 5_000;

export type SocketOptions = Partial<ManagerOptions & ClientOptions>;

export interface TestSocket {
  /** socket.io's own, for what has no place in the contract. */
  readonly raw: Socket<ServerToClientEvents, ClientToServerEvents>;
  command<C extends ClientCommand>(command: C, payload: CommandPayload<C>): Promise<Result<CommandData<C>>>;
  /** The first event of this name that no `next` has returned yet and that matches, past or to come within 5 s. */
  next<E extends ServerEvent>(
    event: E,
    matches?: (payload: EventPayload<E>) => boolean,
  ): Promise<EventPayload<E>>;
  /** Every event of this name so far that no `next` has returned. */
  pending<E extends ServerEvent>(event: E): readonly EventPayload<E>[];
  /** Why the socket was closed, once it is. */
  readonly closed: Promise<string>;
  close(): void;
}

interface Waiter {
  readonly event: string;
  accepts(payload: unknown): boolean;
  take(payload: unknown): void;
}

export async function connectSocket(
  url: string,
  token: string,
  options: SocketOptions = {},
): Promise<TestSocket> {
  const raw: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  const inbox = new Inbox();
  raw.onAny((event: string, payload: unknown) => inbox.put(event, payload));
  const closed = new Promise<string>((resolve) => raw.once('disconnect', (reason) => resolve(reason)));
  await new Promise<void>((resolve, reject) => {
    raw.once('connect', resolve);
    raw.once('connect_error', (error) => {
      raw.close();
      reject(error);
    });
  });
  return {
    raw,
    // The callback's type hangs on the command, which socket.io's own types cannot follow through a generic.
    command: (command, payload) =>
      raw.timeout(patienceMs).emitWithAck(command, ...([payload] as never)) as never,
    next: (event, matches = () => true) =>
      inbox.next(event, matches as (payload: unknown) => boolean) as never,
    pending: (event) => inbox.pending(event) as never,
    closed,
    close: () => raw.close(),
  };
}

/** Events wait for those who ask, and those who ask wait for events. */
class Inbox {
  private events: { event: string; payload: unknown }[] = [];
  private waiters: Waiter[] = [];

  put(event: string, payload: unknown): void {
    const waiter = this.waiters.find((waiter) => waiter.event === event && waiter.accepts(payload));
    if (waiter === undefined) this.events.push({ event, payload });
    else waiter.take(payload);
  }

  pending(event: string): unknown[] {
    return this.events.filter((entry) => entry.event === event).map((entry) => entry.payload);
  }

  next(event: string, accepts: (payload: unknown) => boolean): Promise<unknown> {
    const found = this.events.find((entry) => entry.event === event && accepts(entry.payload));
    if (found !== undefined) {
      this.events = this.events.filter((entry) => entry !== found);
      return Promise.resolve(found.payload);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.remove(waiter);
        reject(new Error(`No ${event} within ${patienceMs} ms; came: ${JSON.stringify(this.events)}`));
      }, patienceMs);
      const waiter: Waiter = {
        event,
        accepts,
        take: (payload) => {
          clearTimeout(timer);
          this.remove(waiter);
          resolve(payload);
        },
      };
      this.waiters.push(waiter);
    });
  }

  private remove(waiter: Waiter): void {
    this.waiters = this.waiters.filter((other) => other !== waiter);
  }
}
