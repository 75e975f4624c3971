import type { ErrorCode } from '@parlour/contracts';
import type { Socket } from 'node:net';
import type { RealtimeSocket } from './realtime-socket.js';

/** One connection of engine.io, below socket.io's sockets. */
export type Connection = RealtimeSocket['conn'];

/** The part of `ws` that lies behind a transport of the name `websocket`. */
interface WebSocketPort {
  readonly readyState: number;
  readonly _socket: Socket; // `ws` does not type it; socket.io relies on its neighbour `_sender`
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: 'ping', listener: () => void): void;
}

/** RFC 6455 section 7.4.1: "a message that violates its policy". */
const policyViolation = 1008;
/** Somebody who goes on sending after that is heard no longer. */
const closeTimeoutMs = 1_000;

/** Undefined while the connection polls. */
export function webSocketOf({ transport }: Connection): WebSocketPort | undefined {
  if (transport.name !== 'websocket') return undefined;
  return (transport as unknown as { readonly socket: WebSocketPort }).socket; // engine.io does not type it
}

/** Ends a connection with a reason that its other side can read in the close frame, if it reads. */
export function closeConnection(connection: Connection, reason: ErrorCode): void {
  if (connection.readyState !== 'open') return; // thousands of frames may still be under way from who floods
  const webSocket = webSocketOf(connection);
  webSocket?.close(policyViolation, reason);
  connection.close();
  if (webSocket) setTimeout(() => webSocket.terminate(), closeTimeoutMs).unref();
}

/** Ends a connection whose other side does not read, and frees what waits for it. A close frame would wait too. */
export function cutConnection(connection: Connection): void {
  const webSocket = webSocketOf(connection);
  if (webSocket) webSocket.terminate();
  else connection.close(true);
}
