import { InjectionToken } from '@angular/core';

/** What the socket tells its owner. */
export interface SocketListener {
  opened(): void;
  /** The connection is gone: by the network, by the server, or refused in the handshake with an error's data. */
  closed(refusal: unknown): void;
  event(name: string, payload: unknown): void;
}

/** One socket. It opens when told to and never by itself: the ladder of tries is its owner's business. */
export interface SocketPort {
  /** Counts as closed if it does not stand within `withinMs`. */
  open(withinMs: number): void;
  close(): void;
  /** Resolves with the acknowledgement, as it came; rejects when none came within `timeoutMs`. */
  send(command: string, payload: unknown, timeoutMs: number): Promise<unknown>;
}

/** `token` is asked for at every handshake. */
export type OpenSocket = (token: () => Promise<string>, listener: SocketListener) => Promise<SocketPort>;

export const openSocket = new InjectionToken<OpenSocket>('openSocket', {
  providedIn: 'root',
  // Loaded with the first sign-in, so that the sign-in page does not carry it.
  factory: () => async (token, listener) => {
    const { openSocketIo } = await import('./socket-io');
    return openSocketIo(token, listener);
  },
});
