import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { completeChecksum } from './checksum';

/** What a way does to the packets on it, in one direction. */
export interface Conditions {
  readonly delayMs: number;
  /** 0 to 1. */
  readonly loss: number;
  /** Bits a second; what waits longer than {@link queueMs} is dropped, as a home router does. Null: as fast as it can. */
  readonly rate: number | null;
}

export const goodConditions: Conditions = { delayMs: 0, loss: 0, rate: null };

/** How much a slow uplink lets wait: of the order of what RFC 6349 section 1.3 calls for on such a line. */
const queueMs = 300;
/** Around each packet: outer IPv4, UDP and VXLAN (RFC 7348 section 5), none of which a real line carries. */
const vxlanHeaderBytes = 8;

/** Ports of one end of a wire: the kernel sends what is to go through it to `listens`, and takes what came at `sendsTo`. */
export interface WireEnd {
  readonly listens: number;
  readonly sendsTo: number;
}

interface Addresses {
  readonly own: string;
  readonly theirs: string;
}

/**
 * Two ends between which Ethernet frames go by way of this process, under conditions that a test sets: delay, loss
 * and rate. It stands for `tc netem`, which not every kernel has.
 */
export class Wire {
  readonly #lanes: readonly [Lane, Lane];
  readonly #sockets: readonly Socket[];

  private constructor(sockets: readonly [Socket, Socket], near: WireEnd, far: WireEnd, theirs: string) {
    const [nearSocket, farSocket] = sockets;
    this.#sockets = sockets;
    this.#lanes = [new Lane(farSocket, far.sendsTo, theirs), new Lane(nearSocket, near.sendsTo, theirs)];
    nearSocket.on('message', (frame) => this.#lanes[0].carry(frame));
    farSocket.on('message', (frame) => this.#lanes[1].carry(frame));
  }

  static async between(near: WireEnd, far: WireEnd, { own, theirs }: Addresses): Promise<Wire> {
    const [one, other] = await Promise.all([bound(near.listens, own), bound(far.listens, own)]);
    return new Wire([one, other], near, far, theirs);
  }

  /** `up`: from the near end to the far one. */
  set(conditions: { readonly up: Conditions; readonly down: Conditions }): void {
    this.#lanes[0].conditions = conditions.up;
    this.#lanes[1].conditions = conditions.down;
  }

  close(): void {
    for (const lane of this.#lanes) lane.conditions = { ...goodConditions, loss: 1 };
    for (const socket of this.#sockets) socket.close();
  }
}

async function bound(port: number, address: string): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4_000_000 });
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}

class Lane {
  conditions = goodConditions;
  /** When the last packet so far has left, in ms of performance.now(). */
  #freeAt = 0;

  constructor(
    private readonly socket: Socket,
    private readonly port: number,
    private readonly address: string,
  ) {}

  carry(frame: Buffer): void {
    const { delayMs, loss, rate } = this.conditions;
    if (Math.random() < loss) return;
    const waitMs = rate === null ? 0 : this.#queued(frame.length - vxlanHeaderBytes, rate);
    if (waitMs > queueMs) return;
    completeChecksum(frame.subarray(vxlanHeaderBytes));
    if (rate !== null) this.#freeAt = performance.now() + waitMs;
    const afterMs = waitMs + delayMs;
    if (afterMs === 0) this.#send(frame);
    else setTimeout(() => this.#send(frame), afterMs);
  }

  /** Until this packet has left, behind those before it. */
  #queued(bytes: number, rate: number): number {
    const now = performance.now();
    return Math.max(this.#freeAt - now, 0) + (bytes * 8_000) / rate;
  }

  #send(frame: Buffer): void {
    if (this.conditions.loss < 1) this.socket.send(frame, this.port, this.address);
  }
}
