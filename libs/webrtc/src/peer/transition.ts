import {
  answerMade,
  answerTaken,
  negotiationNeeded,
  offerMade,
  operationFailed,
  receiveAnswer,
  receiveCandidate,
  receiveOffer,
  signalDropped,
} from './negotiation';
import { type PeerEvent } from './peer-events';
import {
  hasBeenConnected,
  newPeer,
  offerAnew,
  step,
  type OpenPeer,
  type OpenStep,
  type PeerMachine,
  type Step,
} from './peer-state';
import { networkChanged, repair, signalingRestored, timerEffects } from './repair';

/** Who speaks first. Those already in a call offer to a newcomer, who waits. */
export type FirstMove = 'offer' | 'wait';

export function start(polite: boolean, firstMove: FirstMove): Step {
  const peer = newPeer(polite);
  const { state, effects } = firstMove === 'offer' ? offerAnew(peer) : step(peer);
  return { state, effects: [...effects, ...timerEffects(null, state)] };
}

/** Pure: all that a peer ever does is said here. Nothing follows on `closed`. */
export function transition(state: PeerMachine, event: PeerEvent): Step {
  if (state.kind === 'closed') return { state, effects: [] };
  const next = event.kind === 'closed' ? close(state) : settled(react(state, event));
  return { state: next.state, effects: [...next.effects, ...timerEffects(state, next.state)] };
}

function close({ negotiations }: OpenPeer): Step {
  return { state: { kind: 'closed', negotiations }, effects: [{ kind: 'close' }] };
}

function react(state: OpenPeer, event: Exclude<PeerEvent, { kind: 'closed' }>): OpenStep {
  switch (event.kind) {
    case 'offer-received':
      return receiveOffer(state, event);
    case 'answer-received':
      return receiveAnswer(state, event);
    case 'candidate-received':
      return receiveCandidate(state, event.candidate);
    case 'signal-dropped':
      return signalDropped(state);
    case 'candidate-found':
      return step(state, { kind: 'send', signal: { type: 'candidate', candidate: event.candidate } });
    case 'negotiation-needed':
      return negotiationNeeded(state);
    case 'offer-made':
      return offerMade(state, event);
    case 'answer-made':
      return answerMade(state, event);
    case 'answer-taken':
      return answerTaken(state, event);
    case 'operation-failed':
      return operationFailed(state, event);
    case 'connection-changed':
      return connectionChanged(state, event.connectionState);
    case 'signaling-restored':
      return signalingRestored(state);
    case 'network-changed':
      return networkChanged(state, event.addressChanged);
    case 'replacement-wanted':
      return state.negotiation.kind === 'waiting' ? step(state) : offerAnew(state);
    case 'repair-due':
      return repair(state);
    case 'patience-over':
      return step({ ...state, unreachable: true });
  }
}

function connectionChanged(state: OpenPeer, connectionState: RTCPeerConnectionState): OpenStep {
  const { link } = state;
  switch (connectionState) {
    case 'connected':
      return step({ ...state, link: { kind: 'connected' }, problem: null, unreachable: false });
    case 'disconnected':
    case 'connecting':
    case 'new':
      if (link.kind !== 'connected') return step(state);
      return step({ ...state, link: { kind: 'lost' } }, { kind: 'refresh-credentials' });
    case 'failed':
    case 'closed': // Not by us: a connection says nothing more once we have closed it.
      return step({
        ...state,
        link: { kind: 'failed', again: hasBeenConnected(link) },
        problem: { kind: 'no-route' },
      });
  }
}

/** Once all is well, the next trouble is a first one again. */
function settled({ state, effects }: OpenStep): OpenStep {
  const well = state.link.kind === 'connected' && state.negotiation.kind === 'stable';
  return well && state.attempt > 0 ? { state: { ...state, attempt: 0 }, effects } : { state, effects };
}
