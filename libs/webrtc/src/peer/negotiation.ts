import { type IceCandidate } from '@parlour/contracts';
import { type OperationFailed, type PeerEffect, type PeerEvent } from './peer-events';
import { offer, offerAnew, reopened, step, stranger, type OpenPeer, type OpenStep } from './peer-state';

type EventOf<K extends PeerEvent['kind']> = Extract<PeerEvent, { kind: K }>;

/** A browser finds a dozen or two for four media sections; more than this is not meant to connect. */
const earlyCandidatesMax = 128;

/** The browser wants a round. In every other state it asks again once it is stable. */
export function negotiationNeeded(state: OpenPeer): OpenStep {
  return state.negotiation.kind === 'stable' ? offer(state) : step(state);
}

/** Sends the offer, unless one of theirs came first and won. */
export function offerMade(state: OpenPeer, { revision, sdp }: EventOf<'offer-made'>): OpenStep {
  const { negotiation } = state;
  if (negotiation.kind !== 'making-offer' || negotiation.revision !== revision) return step(state);
  return step(
    { ...state, negotiation: { kind: 'offered', revision } },
    { kind: 'send', signal: { type: 'offer', revision, sdp } },
  );
}

export function receiveOffer(state: OpenPeer, received: EventOf<'offer-received'>): OpenStep {
  const { negotiation, remote, polite } = state;
  if (received.session === '') return step(noSession(state));
  if (remote.kind === 'known' && remote.session !== received.session) return acceptAnew(state, received);
  switch (negotiation.kind) {
    case 'waiting':
      return acceptAnew(state, received);
    case 'making-offer':
    case 'offered':
      if (!polite) return insist(state);
      return remote.kind === 'unknown' ? acceptAnew(state, received) : accept(state, received);
    case 'making-answer':
      return negotiation.revision === received.revision ? step(state) : accept(state, received);
    case 'taking-answer':
    case 'stable':
    case 'broken':
      return accept(state, received);
  }
}

/** They have not seen our offer yet when they make one; if it was lost, nobody would ever yield. */
function insist(state: OpenPeer): OpenStep {
  const { negotiation } = state;
  return negotiation.kind === 'offered'
    ? step(state, { kind: 'resend-offer', revision: negotiation.revision })
    : step(state);
}

function acceptAnew(state: OpenPeer, received: EventOf<'offer-received'>): OpenStep {
  return accept(reopened(state), received, { kind: 'open', offering: false });
}

function accept(
  state: OpenPeer,
  { revision, sdp, session }: EventOf<'offer-received'>,
  ...before: PeerEffect[]
): OpenStep {
  return step(
    { ...state, negotiation: { kind: 'making-answer', revision }, remote: { kind: 'known', session } },
    ...before,
    { kind: 'take-offer', revision, sdp },
    ...earlyCandidates(state),
  );
}

export function answerMade(state: OpenPeer, { revision, sdp }: EventOf<'answer-made'>): OpenStep {
  const { negotiation } = state;
  if (negotiation.kind !== 'making-answer' || negotiation.revision !== revision) return step(state);
  return step(agreed(state), { kind: 'send', signal: { type: 'answer', revision, sdp } });
}

/** A stale answer, to an offer that was rolled back or replaced, is dropped. */
export function receiveAnswer(
  state: OpenPeer,
  { revision, sdp, session }: EventOf<'answer-received'>,
): OpenStep {
  const { negotiation, remote } = state;
  if (negotiation.kind !== 'offered' || negotiation.revision !== revision) return step(state);
  if (session === '') return step(noSession(state));
  // It is not the connection that we offered to: what we have negotiated with that one is void.
  if (remote.kind === 'known' && remote.session !== session) return offerAnew(state);
  return step(
    { ...state, negotiation: { kind: 'taking-answer', revision }, remote: { kind: 'known', session } },
    { kind: 'take-answer', revision, sdp },
    ...earlyCandidates(state),
  );
}

export function answerTaken(state: OpenPeer, { revision }: EventOf<'answer-taken'>): OpenStep {
  const { negotiation } = state;
  if (negotiation.kind !== 'taking-answer' || negotiation.revision !== revision) return step(state);
  return step(agreed(state));
}

export function receiveCandidate(state: OpenPeer, candidate: IceCandidate): OpenStep {
  const { remote } = state;
  if (remote.kind === 'known') return step(state, { kind: 'add-candidate', candidate });
  if (remote.early.length >= earlyCandidatesMax) return step(state);
  return step({ ...state, remote: { kind: 'unknown', early: [...remote.early, candidate] } });
}

function earlyCandidates({ remote }: OpenPeer): PeerEffect[] {
  if (remote.kind === 'known') return [];
  return remote.early.map((candidate) => ({ kind: 'add-candidate', candidate }));
}

/** An agreement answers what was unanswered or refused; whether there is a route is for the link to say. */
function agreed(state: OpenPeer): OpenPeer {
  const problem = state.problem?.kind === 'no-route' ? state.problem : null;
  return { ...state, negotiation: { kind: 'stable' }, negotiations: state.negotiations + 1, problem };
}

/** No browser takes such a description. It goes by as if it were lost, lest it be taken for that of a new connection. */
function noSession(state: OpenPeer): OpenPeer {
  return refused(state, 'A session description without an origin (o=) line, or of far too many sections');
}

export function signalDropped(state: OpenPeer): OpenStep {
  return step(refused(state, 'More signals than a call needs'));
}

/** Said once: what is refused again and again is no news. */
function refused(state: OpenPeer, detail: string): OpenPeer {
  const { problem } = state;
  if (problem?.kind === 'refused' && problem.detail === detail) return state;
  return { ...state, problem: { kind: 'refused', detail } };
}

const negotiationDuring = {
  'make-offer': 'making-offer',
  'take-offer': 'making-answer',
  'take-answer': 'taking-answer',
} as const;

/** The browser refused. Media that flows is left alone; without any, it begins anew: on their word, or when the watch runs out. */
export function operationFailed(state: OpenPeer, failure: OperationFailed): OpenStep {
  const { negotiation } = state;
  const told = refused(state, failure.detail);
  if (failure.operation === 'open') return beginAnew(told);
  const overtaken =
    negotiation.kind !== negotiationDuring[failure.operation] || negotiation.revision !== failure.revision;
  if (overtaken) return step(state);
  if (failure.operation === 'make-offer' || !failure.described) return beginAnew(told);
  switch (failure.signalingState) {
    case 'stable':
      return step({ ...told, negotiation: { kind: 'stable' } });
    case 'have-local-offer':
      return step({ ...told, negotiation: { kind: 'offered', revision: state.revision } });
    default:
      return beginAnew(told);
  }
}

function beginAnew(state: OpenPeer): OpenStep {
  if (state.link.kind === 'connected') return step({ ...state, negotiation: { kind: 'broken' } });
  return step({ ...reopened(state), negotiation: { kind: 'waiting' }, remote: stranger }, { kind: 'close' });
}
