import { type IceCandidate, type Signal } from '@parlour/contracts';

/** What happens to a peer: said by the remote side, by the browser, by the clock, or by the mesh. */
export type PeerEvent =
  // The remote side, by way of signaling. `session` names the connection that made the description.
  | {
      readonly kind: 'offer-received';
      readonly sdp: string;
      readonly revision: number;
      readonly session: string;
    }
  | {
      readonly kind: 'answer-received';
      readonly sdp: string;
      readonly revision: number;
      readonly session: string;
    }
  | { readonly kind: 'candidate-received'; readonly candidate: IceCandidate }
  /** They said more than anybody who only wants to connect; it goes by as if it were lost. */
  | { readonly kind: 'signal-dropped' }
  // The browser.
  | { readonly kind: 'negotiation-needed' }
  | { readonly kind: 'candidate-found'; readonly candidate: IceCandidate }
  | { readonly kind: 'connection-changed'; readonly connectionState: RTCPeerConnectionState }
  | { readonly kind: 'offer-made'; readonly revision: number; readonly sdp: string }
  | { readonly kind: 'answer-made'; readonly revision: number; readonly sdp: string }
  | { readonly kind: 'answer-taken'; readonly revision: number }
  | OperationFailed
  // The clock: the watch or the patience ran out (see repair.ts).
  | { readonly kind: 'repair-due' }
  | { readonly kind: 'patience-over' }
  // The mesh. Signals may have been lost before `signaling-restored`.
  | { readonly kind: 'signaling-restored' }
  | { readonly kind: 'network-changed'; readonly addressChanged: boolean }
  /** The ways that the connection has may not be used any more. */
  | { readonly kind: 'replacement-wanted' }
  | { readonly kind: 'closed' };

export type Operation = 'open' | 'make-offer' | 'take-offer' | 'take-answer';

export interface OperationFailed {
  readonly kind: 'operation-failed';
  readonly operation: Operation;
  readonly revision: number;
  /** Where the failure left the connection, and whether it knows any description of the other side. */
  readonly signalingState: RTCSignalingState;
  readonly described: boolean;
  readonly detail: string;
}

/** What is to be done, in this order. Those on a connection run one after another, and end in an event above. */
export type PeerEffect =
  /** A new connection in place of what there is. `offering`: with our slots. */
  | { readonly kind: 'open'; readonly offering: boolean }
  | { readonly kind: 'close' }
  | { readonly kind: 'make-offer'; readonly revision: number }
  | { readonly kind: 'resend-offer'; readonly revision: number }
  /** Ends in our answer. An offer of ours that is pending is rolled back by it. */
  | { readonly kind: 'take-offer'; readonly revision: number; readonly sdp: string }
  | { readonly kind: 'take-answer'; readonly revision: number; readonly sdp: string }
  | { readonly kind: 'add-candidate'; readonly candidate: IceCandidate }
  /** With fresh credentials. */
  | { readonly kind: 'restart-ice' }
  /** So that they are there when they are needed. */
  | { readonly kind: 'refresh-credentials' }
  | { readonly kind: 'send'; readonly signal: Signal }
  | { readonly kind: 'arm-watch'; readonly delayMs: number }
  | { readonly kind: 'disarm-watch' }
  | { readonly kind: 'arm-patience'; readonly delayMs: number }
  | { readonly kind: 'disarm-patience' };
