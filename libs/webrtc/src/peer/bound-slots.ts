import { orderCodecs } from '../codecs/codec-order';
import { type OutgoingTracks } from '../media/outgoing';
import {
  type PeerConnectionFactory,
  type PeerConnectionPort,
  type ReceiverPort,
  type StreamPort,
  type TransceiverPort,
} from '../ports';
import { type Behavior, type Cell } from '../rx/behavior';
import { type Scope } from '../rx/scope';
import { type Encoding } from './encoding';
import { SenderEncoding } from './sender-encoding';
import { slots, type Slot, type SlotName } from './slots';

/** Where the tracks of the other side appear. */
export type ReceivedTracks = Readonly<Record<SlotName, Cell<MediaStreamTrack | null>>>;

/** What is sent, how, and where that appears which comes back. */
export interface SlotMedia {
  readonly peerConnections: PeerConnectionFactory;
  readonly outgoing: OutgoingTracks;
  readonly received: ReceivedTracks;
  /** What is wanted of each slot that somebody has a wish for. */
  readonly encodings: ReadonlyMap<SlotName, Encoding>;
}

interface BoundSlot {
  readonly transceiver: TransceiverPort;
  readonly encoding: SenderEncoding;
}

/** The slots of one connection, each bound to a transceiver for as long as the scope lives. */
export class BoundSlots {
  private readonly streams = new Map<string, StreamPort>();
  private readonly bound = new Map<SlotName, BoundSlot>();

  constructor(
    private readonly scope: Scope,
    private readonly port: PeerConnectionPort,
    private readonly media: SlotMedia,
  ) {}

  receiver(slot: SlotName): ReceiverPort | null {
    return this.bound.get(slot)?.transceiver.receiver ?? null;
  }

  /** Makes all slots ours to offer. What they are to be like goes with the first picture. */
  allocate(): void {
    for (const slot of slots) {
      const { encoding } = this.bind(slot, this.port.addTransceiver(slot.kind, { direction: 'sendrecv' }));
      void encoding.apply();
    }
  }

  /** The transceivers of an offer stand in the order of its media sections. What we have no slot for stays unused. */
  bindOffered(): void {
    const transceivers = this.port.getTransceivers();
    slots.forEach((slot, index) => {
      const transceiver = transceivers[index];
      if (!transceiver || transceiver.receiver.track.kind !== slot.kind || this.bound.has(slot.name)) return;
      transceiver.direction = 'sendrecv';
      this.bind(slot, transceiver);
    });
  }

  showReceived(): void {
    for (const [name, { transceiver }] of this.bound)
      this.media.received[name].set(transceiver.receiver.track);
  }

  /** To be called once a round of negotiation is over: what the browser could not take before, it may take now. */
  applyEncodings(): void {
    for (const { encoding } of this.bound.values()) void encoding.apply();
  }

  /** The wish for this slot has changed. */
  async applyEncoding(slot: SlotName): Promise<void> {
    await this.bound.get(slot)?.encoding.apply();
  }

  private bind(slot: Slot, transceiver: TransceiverPort): BoundSlot {
    const { outgoing, received, encodings } = this.media;
    const encoding = new SenderEncoding(transceiver.sender, () => encodings.get(slot.name) ?? null);
    const bound = { transceiver, encoding };
    this.bound.set(slot.name, bound);
    this.preferCodecs(slot, transceiver);
    transceiver.sender.setStreams(this.stream(slot.stream));
    this.scope.keep(keepSending(transceiver, outgoing[slot.name]));
    this.scope.keep(() => {
      received[slot.name].set(null);
    });
    return bound;
  }

  private preferCodecs({ name, kind }: Slot, transceiver: TransceiverPort): void {
    try {
      transceiver.setCodecPreferences?.(orderCodecs(name, this.media.peerConnections.codecs(kind)));
    } catch {
      // Then in the browser's own order.
    }
  }

  private stream(name: string): StreamPort {
    const stream = this.streams.get(name) ?? this.media.peerConnections.createStream();
    this.streams.set(name, stream);
    return stream;
  }
}

/** Sends whatever the behaviour holds. The browser exchanges tracks one after the other, so the latest wins. */
function keepSending(
  { sender }: TransceiverPort,
  track$: Behavior<MediaStreamTrack | null>,
): { unsubscribe(): void } {
  return track$.subscribe((track) => {
    // A track that cannot be sent is missed by the others; the next one may do.
    sender.replaceTrack(track).catch(() => undefined);
  });
}
