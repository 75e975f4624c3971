import type { Socket as TcpSocket } from 'node:net';
import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import { type Connection, cutConnection, webSocketOf } from './connection.js';
import { textFrame } from './text-frame.js';
import type { RealtimeSocket } from './realtime-socket.js';

const webSocketOpen = 1;

/** What `broadcast` is given; its `nsp` is for the adapter to fill in. */
interface Packet {
  nsp?: string;
}

/** The part of a namespace that socket.io's adapters use, and does not type. */
interface Sockets {
  readonly name: string;
  readonly sockets: ReadonlyMap<string, RealtimeSocket>;
  readonly server: { readonly encoder: { encode(packet: Packet): (string | Buffer)[] } };
}

/**
 * socket.io's adapter with a short way for what is most of all traffic: one event to all of one room. It is encoded and framed
 * once, and written straight to the TCP socket of every member who is not behind; what one tick has for a member leaves by one
 * system call. Whoever polls, or has something waiting, is served by engine.io, in order.
 */
class FanOutAdapter extends Adapter {
  private readonly corked: TcpSocket[] = [];

  constructor(
    namespace: unknown,
    private readonly unsentMaxBytes: number,
  ) {
    super(namespace);
  }

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const [room] = options.rooms;
    const isPlain = options.rooms.size === 1 && !options.except?.size && !options.flags?.volatile;
    if (room === undefined || !isPlain) return super.broadcast(packet, options);
    const { name, server, sockets } = this.nsp as Sockets;
    const [text, ...attachments] = server.encoder.encode({ ...packet, nsp: name });
    if (typeof text !== 'string' || attachments.length > 0) return super.broadcast(packet, options);
    const frame = textFrame(`4${text}`); // "4": engine.io's type of a message
    for (const id of this.rooms.get(room) ?? []) {
      const connection = sockets.get(id)?.conn;
      if (connection) this.send(connection, text, frame);
    }
  }

  private send(connection: Connection, text: string, frame: Buffer): void {
    const tcp = openSocketOf(connection);
    if (tcp === null) connection.write(text);
    else if (tcp.writableLength + frame.length > this.unsentMaxBytes) cutConnection(connection);
    else this.write(tcp, frame);
  }

  private write(tcp: TcpSocket, frame: Buffer): void {
    if (tcp.writableCorked === 0) {
      if (this.corked.length === 0) process.nextTick(() => this.uncork());
      this.corked.push(tcp);
      tcp.cork();
    }
    tcp.write(frame);
  }

  private uncork(): void {
    for (const tcp of this.corked.splice(0)) tcp.uncork();
  }
}

/** For socket.io's option `adapter`. Over `unsentMaxBytes` a reader is cut off, as by the `ConnectionGuard`. */
export const fanOutAdapter = (unsentMaxBytes: number): typeof Adapter =>
  class extends FanOutAdapter {
    constructor(namespace: unknown) {
      super(namespace, unsentMaxBytes);
    }
  };

/** Null where something waits in engine.io, which has to go first, or where the connection does not speak WebSocket. */
function openSocketOf(connection: Connection): TcpSocket | null {
  if (connection.readyState !== 'open' || !connection.transport.writable) return null;
  const webSocket = webSocketOf(connection);
  return webSocket?.readyState === webSocketOpen ? webSocket._socket : null;
}
