/**
 * One remote participant, as one state and one pure transition. `peer.ts` performs the effects.
 *
 * While open, three things are known side by side. What is negotiated (W3C WebRTC 1.0 section 10.7, "perfect
 * negotiation"; arrows are named by the event, [effects in brackets]):
 *
 *              offer-received [open, take-offer]                 [open, make-offer]
 *   waiting ──────────────────────────────┐                it is ours to begin ───┐
 *   no connection yet,                    │                                       │
 *   they will offer                       ▼                                       ▼
 *      ▲                   ┌──────► making-answer ◄──────────────────────── making-offer
 *      │ operation-failed  │              │        polite: their offer wins       │ offer-made [send]
 *      │ (not connected)   │              │ answer-made [send]     ▲              ▼
 *   [close]        offer-received         ▼                        └────────── offered
 *                          └──────────  stable ──── negotiation-needed ──►        │ answer-received
 *                                         ▲         (making-offer)                ▼ [take-answer]
 *                                         └──────── answer-taken ─────────── taking-answer
 *
 *   An offer that collides with ours is passed over by the impolite side, which says its own again. The polite side
 *   lets its own go: by a rollback, or, at first contact, by a new connection, because slots that never met a media
 *   section of the other side would stay beside those of its offer (RFC 8829 section 5.10). An answer counts only for
 *   the revision that is `offered`. A candidate that the browser refuses belongs to a description that was ignored or
 *   rolled back, or is malformed: it is passed over, and the link says whether it was needed.
 *   `broken`: an operation failed halfway on a connection whose media still flows. It goes on until the link fails.
 *
 * How the media gets through (RTCPeerConnectionState; after `lost` and `failed` see repair.ts):
 *
 *   connecting ──► connected ◄──► lost ──► failed ──► connected
 *        └────────────────────────────────────┴── a new connection ──► connecting { again }
 *
 * And who is there: the other side is `unknown`, and its early candidates wait here, or `known` by its session, the
 * id that RFC 8829 section 5.2.1 keeps for the life of one RTCPeerConnection. Another session means that their
 * connection is another one (a reload, or a repair): ours is then replaced too, whoever is polite.
 */
import { type IceCandidate } from '@parlour/contracts';
import { type PeerEffect } from './peer-events';
import { type PeerProblem, type PeerState } from './remote-peer';

export type PeerMachine = OpenPeer | ClosedPeer;

export interface ClosedPeer {
  readonly kind: 'closed';
  readonly negotiations: number;
}

export interface OpenPeer {
  readonly kind: 'open';
  readonly polite: boolean;
  readonly negotiation: Negotiation;
  readonly remote: Remote;
  readonly link: Link;
  /** Of our latest offer; the next one counts on, also on another connection. */
  readonly revision: number;
  /** Repairs tried since all was well. */
  readonly attempt: number;
  readonly problem: PeerProblem | null;
  /** Not connected for so long that people should know. */
  readonly unreachable: boolean;
  /** Rounds that came to an agreement, on whatever connection. */
  readonly negotiations: number;
}

export type Negotiation =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'making-offer'; readonly revision: number }
  | { readonly kind: 'offered'; readonly revision: number }
  | { readonly kind: 'taking-answer'; readonly revision: number }
  /** `revision` is theirs. */
  | { readonly kind: 'making-answer'; readonly revision: number }
  | { readonly kind: 'stable' }
  | { readonly kind: 'broken' };

export type Remote =
  | { readonly kind: 'unknown'; readonly early: readonly IceCandidate[] }
  | { readonly kind: 'known'; readonly session: string };

/** `again`: an earlier connection to them has carried media. */
export type Link =
  | { readonly kind: 'connecting'; readonly again: boolean }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly again: boolean };

export interface Step<S extends PeerMachine = PeerMachine> {
  readonly state: S;
  readonly effects: readonly PeerEffect[];
}

export type OpenStep = Step<OpenPeer>;

export function step(state: OpenPeer, ...effects: readonly PeerEffect[]): OpenStep {
  return { state, effects };
}

export const stranger: Remote = { kind: 'unknown', early: [] };

/** A peer that knows nothing yet; `start` sets it going. */
export function newPeer(polite: boolean): OpenPeer {
  return {
    kind: 'open',
    polite,
    negotiation: { kind: 'waiting' },
    remote: stranger,
    link: { kind: 'connecting', again: false },
    revision: 0,
    attempt: 0,
    problem: null,
    unreachable: false,
    negotiations: 0,
  };
}

/** The same peer with another connection in place of what it had. */
export function reopened(state: OpenPeer): OpenPeer {
  return { ...state, link: { kind: 'connecting', again: hasBeenConnected(state.link) } };
}

/** Begins from the beginning, with an offer of ours on a new connection. */
export function offerAnew(state: OpenPeer): OpenStep {
  return offer({ ...reopened(state), remote: stranger }, { kind: 'open', offering: true });
}

/** Makes the next offer of ours. */
export function offer(state: OpenPeer, ...before: readonly PeerEffect[]): OpenStep {
  const revision = state.revision + 1;
  return step({ ...state, revision, negotiation: { kind: 'making-offer', revision } }, ...before, {
    kind: 'make-offer',
    revision,
  });
}

export function hasBeenConnected(link: Link): boolean {
  return link.kind === 'connected' || link.kind === 'lost' || link.again;
}

/** The state as people see it. */
export function view(state: PeerMachine): PeerState {
  if (state.kind === 'closed') return { kind: 'closed' };
  const { link, problem, unreachable } = state;
  if (link.kind === 'connected') return { kind: 'connected', problem };
  if (unreachable) return { kind: 'unreachable', problem };
  return { kind: hasBeenConnected(link) ? 'interrupted' : 'connecting', problem };
}
