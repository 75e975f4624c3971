import { type PeerView } from '@parlour/contracts';
import { type ParticipantId } from '../ports';
import { type Behavior } from '../rx/behavior';
import { type SafetyCode } from '../safety-code/safety-code';
import { type Encoding } from './encoding';
import { type SlotName } from './slots';

/** How it stands with one remote participant, for people to see. It is repaired for as long as they are in the roster. */
export type PeerState =
  /** Not connected yet. With a problem it is not just slow: an attempt has failed and another one follows. */
  | { readonly kind: 'connecting'; readonly problem: PeerProblem | null }
  | { readonly kind: 'connected'; readonly problem: PeerProblem | null }
  /** It was connected, and is being repaired. */
  | { readonly kind: 'interrupted'; readonly problem: PeerProblem | null }
  /** Not connected for 30 s, be it for the first time or again. It goes on being repaired. */
  | { readonly kind: 'unreachable'; readonly problem: PeerProblem | null }
  | { readonly kind: 'closed' };

export type PeerProblem =
  /** Nothing came back in time to what we sent. */
  | { readonly kind: 'unanswered' }
  /** ICE or DTLS found no way through. */
  | { readonly kind: 'no-route' }
  /** The browser refused a session description, theirs or its own. `detail` is its own words, for a log. */
  | { readonly kind: 'refused'; readonly detail: string };

/** One remote participant as the screens see it. */
export interface RemotePeer {
  readonly id: ParticipantId;
  readonly state$: Behavior<PeerState>;
  /** Null until negotiated. Whether there is something to hear or see right now is said by the roster's media state. */
  readonly audio$: Behavior<MediaStreamTrack | null>;
  readonly video$: Behavior<MediaStreamTrack | null>;
  readonly screen$: Behavior<MediaStreamTrack | null>;
  readonly screenAudio$: Behavior<MediaStreamTrack | null>;
  /** What they show of us. Null: they have not said, and are taken to show everything. */
  readonly shown$: Behavior<PeerView | null>;
  /** Rounds of offer and answer that came to an agreement; the first contact is one. */
  readonly negotiations: number;
  /** Tells them what of theirs is shown here; the latest one counts, also for a connection to come. */
  setView(view: PeerView): void;
  /** How this slot is sent to them, on this connection and on those that follow. Never rejects: what the browser refuses is left as it was. */
  setEncoding(slot: SlotName, encoding: Encoding): Promise<void>;
  /** Of the connection as it stands; another one with each connection. */
  safetyCode(): SafetyCode;
  /** How loud their microphone is right now, 0 to 1 (RFC 6464, linear); 0 when nothing arrives. Cheap: poll it. */
  audioLevel(): number;
  /** Null while there is no connection. */
  getStats(): Promise<RTCStatsReport | null>;
}
