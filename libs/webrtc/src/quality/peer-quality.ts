import { type SlotName } from '../peer/slots';

/** 0: no connection. 4: nothing to wish for. */
export type QualityBars = 0 | 1 | 2 | 3 | 4;

/** `relayed`: by way of a TURN server, on either side. */
export type Route = 'direct' | 'relayed';

/** What flows in one slot, in one direction. What the browser does not say, or what cannot be said of sound, is null. */
export interface StreamQuality {
  /** Bits per second, without the headers of RTP. */
  readonly bitrate: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  /** As in SDP: `VP8`, `opus`. */
  readonly codec: string | null;
}

/** Null: nothing flows in that slot. */
export type StreamQualities = Readonly<Record<SlotName, StreamQuality | null>>;

/** How well it goes with one participant. */
export interface PeerQuality {
  readonly bars: QualityBars;
  /** Null while there is no connection. */
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  /** Of the packets with their voice in the last ten seconds, the share that never came, 0 to 1. Null: too few to say. */
  readonly audioLoss: number | null;
  readonly inbound: StreamQualities;
  readonly outbound: StreamQualities;
  /** Why our picture to them is worse than it could be; null: it is not. */
  readonly limited: 'bandwidth' | 'cpu' | null;
}
