import { type IceCandidate } from '@parlour/contracts';
import { type OutgoingTracks } from '../media/outgoing';
import {
  type PeerConnectionFactory,
  type PeerConnectionPort,
  type ReceiverPort,
  type SenderPort,
  type StreamPort,
  type TransceiverPort,
} from '../ports';
import { type Behavior, type Cell } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { type Operation, type PeerEvent } from './peer-events';
import { slots, type Slot, type SlotName } from './slots';

/** Where the tracks of the other side appear. */
export type ReceivedTracks = Readonly<Record<SlotName, Cell<MediaStreamTrack | null>>>;

/**
 * One RTCPeerConnection, from its creation to its close. Its operations run one after another, each ends in an
 * event, and after `close()` it says nothing more, whatever was under way.
 */
export class Connection {
  private readonly scope = new Scope();
  private readonly port: PeerConnectionPort;
  private readonly streams = new Map<string, StreamPort>();
  private readonly bound = new Map<SlotName, TransceiverPort>();
  private queue = Promise.resolve();

  /** Throws what the browser throws at its creation. */
  constructor(
    private readonly factory: PeerConnectionFactory,
    configuration: RTCConfiguration,
    private readonly outgoing: OutgoingTracks,
    private readonly received: ReceivedTracks,
    private readonly onEvent: (event: PeerEvent) => void,
  ) {
    this.port = factory.create(configuration);
    this.scope.keep(() => {
      this.port.close();
    });
    this.listen();
  }

  /** The offer that is pending, with the candidates found so far. */
  get localSdp(): string | null {
    return this.port.localDescription?.sdp ?? null;
  }

  receiver(slot: SlotName): ReceiverPort | null {
    return this.bound.get(slot)?.receiver ?? null;
  }

  getStats(): Promise<RTCStatsReport> {
    return this.port.getStats();
  }

  /** Makes all slots ours to offer; the browser then says that negotiation is needed. */
  allocateSlots(): void {
    for (const slot of slots) this.bind(slot, this.port.addTransceiver(slot.kind, { direction: 'sendrecv' }));
  }

  makeOffer(revision: number): void {
    this.operate('make-offer', revision, async () => {
      await this.port.setLocalDescription();
      return { kind: 'offer-made', revision, sdp: this.localSdp ?? '' };
    });
  }

  takeOffer(revision: number, sdp: string): void {
    this.operate('take-offer', revision, async () => {
      await this.port.setRemoteDescription({ type: 'offer', sdp });
      this.bindOffered();
      this.showReceived();
      await this.port.setLocalDescription();
      return { kind: 'answer-made', revision, sdp: this.localSdp ?? '' };
    });
  }

  takeAnswer(revision: number, sdp: string): void {
    this.operate('take-answer', revision, async () => {
      await this.port.setRemoteDescription({ type: 'answer', sdp });
      this.showReceived();
      return { kind: 'answer-taken', revision };
    });
  }

  /** One that is refused is passed over: see peer-state.ts. */
  addCandidate(candidate: IceCandidate): void {
    this.enqueue(() => this.port.addIceCandidate(candidate).catch(() => undefined));
  }

  restartIce(): void {
    this.port.restartIce();
  }

  close(): void {
    this.scope.end();
  }

  private listen(): void {
    this.port.addEventListener('negotiationneeded', () => {
      this.report({ kind: 'negotiation-needed' });
    });
    this.port.addEventListener('connectionstatechange', () => {
      this.report({ kind: 'connection-changed', connectionState: this.port.connectionState });
    });
    this.port.addEventListener('icecandidate', ({ candidate: found }) => {
      // Null ends the candidates of no particular generation and is deprecated; the empty candidate does it properly.
      if (!found) return;
      const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
      this.report({
        kind: 'candidate-found',
        candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment },
      });
    });
  }

  private report(event: PeerEvent): void {
    if (!this.scope.ended) this.onEvent(event);
  }

  private operate(operation: Operation, revision: number, work: () => Promise<PeerEvent>): void {
    this.enqueue(async () => {
      try {
        this.report(await work());
      } catch (error) {
        const { signalingState, remoteDescription } = this.port;
        const described = remoteDescription !== null;
        const detail = String(error);
        this.report({ kind: 'operation-failed', operation, revision, signalingState, described, detail });
      }
    });
  }

  /** An operation here is several of the browser, and no other may come between them. */
  private enqueue(work: () => Promise<void>): void {
    this.queue = this.queue.then(() => (this.scope.ended ? undefined : work()));
  }

  /** The transceivers of an offer stand in the order of its media sections. What we have no slot for stays unused. */
  private bindOffered(): void {
    const transceivers = this.port.getTransceivers();
    slots.forEach((slot, index) => {
      const transceiver = transceivers[index];
      if (!transceiver || transceiver.receiver.track.kind !== slot.kind || this.bound.has(slot.name)) return;
      transceiver.direction = 'sendrecv';
      this.bind(slot, transceiver);
    });
  }

  private bind(slot: Slot, transceiver: TransceiverPort): void {
    this.bound.set(slot.name, transceiver);
    transceiver.sender.setStreams(this.stream(slot.stream));
    keepSending(this.scope, transceiver.sender, this.outgoing[slot.name]);
    this.scope.keep(() => {
      this.received[slot.name].set(null);
    });
  }

  private stream(name: string): StreamPort {
    const stream = this.streams.get(name) ?? this.factory.createStream();
    this.streams.set(name, stream);
    return stream;
  }

  private showReceived(): void {
    for (const [name, { receiver }] of this.bound) this.received[name].set(receiver.track);
  }
}

/** Sends whatever the behaviour holds. The browser exchanges tracks one after the other, so the latest wins. */
function keepSending(scope: Scope, sender: SenderPort, track$: Behavior<MediaStreamTrack | null>): void {
  const subscription = track$.subscribe((track) => {
    // A track that cannot be sent is missed by the others; the next one may do.
    sender.replaceTrack(track).catch(() => undefined);
  });
  scope.keep(subscription);
}
