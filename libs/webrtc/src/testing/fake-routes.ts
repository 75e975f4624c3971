import { type Clock, type PeerConnectionFactory } from '../ports';
import { fakeCodecs } from './fake-codecs';
import { FakePeerConnection, type FakeOperation } from './fake-peer-connection';
import { receives, sends } from './fake-sdp';
import { type FakeTransceiver } from './fake-transceiver';

/** How long it takes until a connection tells its state: the order of magnitude of Chromium's. */
const stateTimesMs = { connected: 30, disconnected: 1_000, failed: 5_000, neverConnected: 15_000 } as const;

type Refuse = (attempt: { owner: string; operation: FakeOperation }) => boolean;

interface Change {
  readonly to: RTCPeerConnectionState;
  readonly cancel: () => void;
}

/** Makes the peer connections of all sides, and knows which of them reach each other. */
export class FakeRoutes {
  /** Every connection ever made. */
  readonly connections: FakePeerConnection[] = [];
  /** How long the browser works on each operation. */
  operationMs: () => number = () => 1;
  refuse: Refuse = () => false;
  /** By the standard, what is under way at a close never settles; some browsers reject it. */
  rejectsAtClose = false;
  /** Makes the constructor of the next connections throw, per owner. */
  readonly exhausted = new Set<string>();
  private readonly cuts = new Set<string>();
  private readonly changes = new Map<FakePeerConnection, Change>();
  private names = 0;

  constructor(private readonly clock: Clock) {}

  get open(): number {
    return this.connections.filter(({ signalingState }) => signalingState !== 'closed').length;
  }

  /** How many senders of open connections hold a track. */
  get sending(): number {
    const open = this.connections.filter(({ signalingState }) => signalingState !== 'closed');
    const senders = open.flatMap((connection) => connection.getTransceivers().map(({ sender }) => sender));
    return senders.filter(({ track }) => track !== null).length;
  }

  factory(owner: string): PeerConnectionFactory {
    return {
      create: (configuration) => {
        if (this.exhausted.has(owner)) throw new DOMException('Too many connections', 'UnknownError');
        const connection = new FakePeerConnection(this, owner, ++this.names, configuration);
        this.connections.push(connection);
        return connection;
      },
      createStream: () => ({ id: `stream-${++this.names}` }),
      codecs: fakeCodecs,
    };
  }

  openConnectionsOf(owner: string): FakePeerConnection[] {
    return this.connections.filter((each) => each.owner === owner && each.signalingState !== 'closed');
  }

  /** Lets no media through between two sides. */
  cut(a: string, b: string): void {
    this.cuts.add(pair(a, b));
    this.review();
  }

  mend(a: string, b: string): void {
    this.cuts.delete(pair(a, b));
    this.review();
  }

  /** The track that is sent to the receiver of this track, or null if nothing flows. */
  sourceOf(received: MediaStreamTrack | null): MediaStreamTrack | null {
    for (const connection of this.connections) {
      for (const transceiver of connection.getTransceivers()) {
        if (transceiver.receiver.track === received) return this.source(connection, transceiver);
      }
    }
    return null;
  }

  arriving(
    connection: FakePeerConnection,
    transceiver: FakeTransceiver,
  ): { level: number; at: number } | null {
    const source = this.source(connection, transceiver);
    return source && { level: source.enabled ? 0.5 : 0, at: this.clock.now() };
  }

  /** Whether the data channel of this one has its counterpart at the other end of a connection that stands. */
  reaches(connection: FakePeerConnection): boolean {
    const other = this.counterpart(connection);
    const connected = [connection, other].every((each) => each?.connectionState === 'connected');
    return connected && connection.agreedOnData && other?.channel?.id === connection.channel?.id;
  }

  deliver(from: FakePeerConnection, text: string): void {
    const { channel } = this.counterpart(from) ?? { channel: null };
    this.later(() => channel?.receive(text));
  }

  newUfrag(): string {
    return `ufrag-${++this.names}`;
  }

  later(task: () => void): void {
    this.clock.schedule(1, task);
  }

  operationTime(): Promise<void> {
    return new Promise((resolve) => this.clock.schedule(this.operationMs(), resolve));
  }

  /** To be called after whatever may connect or part two sides. */
  review(): void {
    for (const connection of this.connections) this.plan(connection, this.destiny(connection));
    for (const { channel } of this.connections) channel?.flush();
  }

  private destiny(connection: FakePeerConnection): { to: RTCPeerConnectionState; inMs: number } | null {
    const state = connection.connectionState;
    if (state === 'closed' || state === 'new') return null;
    if (this.counterpart(connection)) {
      const heals = state === 'connecting' || state === 'disconnected';
      return heals ? { to: 'connected', inMs: stateTimesMs.connected } : null;
    }
    if (state === 'connected') return { to: 'disconnected', inMs: stateTimesMs.disconnected };
    if (state === 'disconnected') return { to: 'failed', inMs: stateTimesMs.failed };
    return state === 'connecting' ? { to: 'failed', inMs: stateTimesMs.neverConnected } : null;
  }

  private plan(
    connection: FakePeerConnection,
    destiny: { to: RTCPeerConnectionState; inMs: number } | null,
  ): void {
    const planned = this.changes.get(connection);
    if (planned?.to === destiny?.to) return;
    planned?.cancel();
    this.changes.delete(connection);
    if (!destiny) return;
    const cancel = this.clock.schedule(destiny.inMs, () => {
      this.changes.delete(connection);
      connection.setConnectionState(destiny.to);
      this.review();
    });
    this.changes.set(connection, { to: destiny.to, cancel });
  }

  /** The connection that has agreed with this one, has exchanged candidates with it, and can be reached. */
  private counterpart(connection: FakePeerConnection): FakePeerConnection | null {
    const other = this.connections.find((each) => agree(connection, each) && agree(each, connection));
    if (!other || other.signalingState === 'closed' || this.cuts.has(pair(connection.owner, other.owner)))
      return null;
    return other;
  }

  private source(connection: FakePeerConnection, transceiver: FakeTransceiver): MediaStreamTrack | null {
    if (connection.connectionState !== 'connected' || !receives(transceiver.currentDirection)) return null;
    const sender = this.counterpart(connection)
      ?.getTransceivers()
      .find(({ mid }) => mid === transceiver.mid);
    return sender && sends(sender.currentDirection) ? sender.sender.track : null;
  }
}

function agree(one: FakePeerConnection, other: FakePeerConnection): boolean {
  const remote = one.agreed?.remote;
  return remote !== undefined && remote === other.agreed?.local && one.heard.has(remote);
}

function pair(a: string, b: string): string {
  return [a, b].sort().join(' ');
}
