import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Config } from '../config/config.js';
import { Addresses } from './addresses.js';
import { closeConnection, type Connection, cutConnection, webSocketOf } from './connection.js';
import { Readmission } from './readmission.js';
import { TokenBucket } from './token-bucket.js';

/** Frames of any kind for each command that is allowed: heartbeats, and commands that are answered with a refusal. */
const framesPerCommand = 4;

/** The connections of one address. */
interface Neighbours {
  open: number;
  /** Those that have not proven who they are, the oldest first. */
  readonly strangers: Set<Connection>;
}

/**
 * What a connection may cost before anybody knows whose it is, and what it may cost below the level of commands:
 * how many one address may hold, how many frames may come in, how many bytes may wait to go out.
 */
@Injectable()
export class ConnectionGuard {
  private readonly neighbours = new Map<string, Neighbours>();
  private readonly strangersAround = new WeakMap<Connection, Set<Connection>>();
  private readonly owners = new WeakMap<Connection, string>();

  constructor(
    private readonly config: Config,
    private readonly addresses: Addresses,
    private readonly readmission: Readmission,
  ) {}

  /** Whether the address of this handshake may open one more. */
  admits(request: IncomingMessage): boolean {
    const open = this.neighbours.get(this.addresses.of(request))?.open ?? 0;
    return open < this.config.socketsPerAddress;
  }

  /** From the moment it is open. */
  watch(connection: Connection): void {
    this.count(connection);
    this.limitFrames(connection);
    this.limitUnsentBytes(connection);
  }

  /** It has proven whose it is. */
  welcome(connection: Connection, userId: string): void {
    this.strangersAround.get(connection)?.delete(connection);
    this.owners.set(connection, userId);
  }

  /** It has sent too much: whose it is, they come back, but not at once. */
  putOut(connection: Connection): void {
    if (connection.readyState !== 'open') return; // what is still under way from it does not count again
    const userId = this.owners.get(connection);
    if (userId !== undefined) this.readmission.delay(userId);
    closeConnection(connection, 'rate_limited');
  }

  /** Over the cap of strangers the oldest of the same address goes, so that those who idle lock nobody out. */
  private count(connection: Connection): void {
    const address = this.addresses.of(connection.request);
    const neighbours = this.neighbours.get(address) ?? { open: 0, strangers: new Set() };
    this.neighbours.set(address, neighbours);
    neighbours.open += 1;
    neighbours.strangers.add(connection);
    this.strangersAround.set(connection, neighbours.strangers);
    const [oldest] = neighbours.strangers;
    if (oldest && neighbours.strangers.size > this.config.strangersPerAddress) {
      neighbours.strangers.delete(oldest);
      closeConnection(oldest, 'rate_limited');
    }
    connection.once('close', () => {
      neighbours.open -= 1;
      neighbours.strangers.delete(connection);
      if (neighbours.open === 0) this.neighbours.delete(address);
    });
  }

  /** Also frames that no command comes of: acknowledgements nobody asked for, namespaces, pings. */
  private limitFrames(connection: Connection): void {
    const { commandRate, signalRate } = this.config;
    const frames = new TokenBucket({
      perSecond: framesPerCommand * (commandRate.perSecond + signalRate.perSecond),
      burst: framesPerCommand * (commandRate.burst + signalRate.burst),
    });
    const take = () => {
      if (!frames.take()) this.putOut(connection);
    };
    connection.on('packet', take);
    webSocketOf(connection)?.on('ping', take);
    connection.on('upgrade', () => webSocketOf(connection)?.on('ping', take));
  }

  /**
   * engine.io keeps what a slow reader has not taken, without a bound: first in its own buffer, then in the one of the
   * WebSocket. Both are counted here at every packet, and over the cap the reader is cut off.
   */
  private limitUnsentBytes(connection: Connection): void {
    let waitingBytes = 0;
    connection.on('flush', () => (waitingBytes = 0)); // now with the transport
    connection.on('packetCreate', (packet: { readonly data?: string | Buffer }) => {
      if (connection.transport.writable) return;
      waitingBytes += Buffer.byteLength(packet.data ?? '');
      const unsentBytes = waitingBytes + (webSocketOf(connection)?.bufferedAmount ?? 0);
      if (unsentBytes > this.config.socketUnsentMaxBytes) cutConnection(connection);
    });
  }
}
