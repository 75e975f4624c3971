/**
 * When to try again, and how hard. The watch runs while something is amiss and never on a healthy peer; how long is
 * a function of the state alone. One side begins, so that two repairs do not collide; the polite side, which would
 * yield in a collision, joins in later in case the other has not noticed.
 */
import { offerAnew, step, type OpenPeer, type OpenStep, type PeerMachine } from './peer-state';
import { type PeerEffect } from './peer-events';

export const repairTimes = {
  /** For an answer before the offer is said again, which costs little: either of the two may have been lost. */
  answerMs: 5_000,
  /** For the first offer, and then for the connection: through a relay on a slow link this takes 3 to 5 s. */
  firstContactMs: 10_000,
  /** A dip of `disconnected` often heals by itself; matrix-js-sdk waits as long. */
  lostMs: 2_000,
  /** From one attempt to the next; the last one goes on for as long as they are in the roster. */
  retriesMs: [5_000, 10_000, 15_000],
  /** What the polite side waits in addition: a restart is over in 1 to 2 s. */
  courtesyMs: 3_000,
  /** Then the connection itself is replaced: an ICE restart mends neither DTLS nor a lost agreement. */
  restartsBeforeReplacement: 3,
  /** Without a connection; then people are told that somebody cannot be reached. matrix-js-sdk gives up after as long. */
  patienceMs: 30_000,
} as const;

interface Watch {
  /** The same reason, the same watch: it runs on while other things change. */
  readonly reason: string;
  readonly delayMs: number;
}

/** Both timers follow from the state alone. `before` is null at the start. */
export function timerEffects(before: PeerMachine | null, after: PeerMachine): PeerEffect[] {
  return [...watchEffects(before, after), ...patienceEffects(before, after)];
}

function watchEffects(before: PeerMachine | null, after: PeerMachine): PeerEffect[] {
  const running = before && watchOf(before);
  const wanted = watchOf(after);
  if (running?.reason === wanted?.reason) return [];
  return [wanted ? { kind: 'arm-watch', delayMs: wanted.delayMs } : { kind: 'disarm-watch' }];
}

function patienceEffects(before: PeerMachine | null, after: PeerMachine): PeerEffect[] {
  const running = before !== null && isPatient(before);
  if (running === isPatient(after)) return [];
  return [running ? { kind: 'disarm-patience' } : { kind: 'arm-patience', delayMs: repairTimes.patienceMs }];
}

/** Whether it is not connected, and people have not been told yet that it takes long. */
export function isPatient(state: PeerMachine): boolean {
  return state.kind === 'open' && state.link.kind !== 'connected' && !state.unreachable;
}

/** What the state waits for with a limit, or null if all is well. */
export function watchOf(state: PeerMachine): Watch | null {
  if (state.kind === 'closed') return null;
  const { link, negotiation, attempt } = state;
  if (link.kind === 'connected' && negotiation.kind !== 'offered') return null;
  const { reason, delayMs } = attempt > 0 ? retry(attempt) : firstTry(state);
  return { reason, delayMs: delayMs + (state.polite ? repairTimes.courtesyMs : 0) };
}

function firstTry({ link, negotiation, remote }: OpenPeer): Watch {
  if (link.kind === 'lost') return { reason: 'lost', delayMs: repairTimes.lostMs };
  if (link.kind === 'failed') return { reason: 'failed', delayMs: 0 };
  if (negotiation.kind !== 'offered') {
    return { reason: `connection to ${remote.kind}`, delayMs: repairTimes.firstContactMs };
  }
  return { reason: `answer ${negotiation.revision}`, delayMs: repairTimes.answerMs };
}

function retry(attempt: number): Watch {
  const { retriesMs, answerMs } = repairTimes;
  return {
    reason: `attempt ${attempt}`,
    delayMs: retriesMs[Math.min(attempt, retriesMs.length) - 1] ?? answerMs,
  };
}

/** What was said while signaling was away may be lost: say it again. A healthy peer is not touched. */
export function signalingRestored(state: OpenPeer): OpenStep {
  const { link, negotiation } = state;
  if (link.kind === 'connected' && negotiation.kind !== 'offered') return step(state);
  // What took signaling away has likely taken the network too, and with it the candidates of an offer made meanwhile.
  const hasBeenCut = link.kind === 'lost' || link.kind === 'failed';
  return hasBeenCut && negotiation.kind === 'offered' ? networkChanged(state, false) : repair(state);
}

/** Every pair that is not well begins with little patience again, and is tried at once. */
export function networkChanged(state: OpenPeer, addressChanged: boolean): OpenStep {
  const { link, negotiation } = state;
  if (link.kind === 'connected' && !addressChanged) return step(state);
  switch (negotiation.kind) {
    case 'waiting':
      return step(state);
    case 'broken':
      return link.kind === 'connected' ? step(state) : offerAnew(state);
    case 'offered':
      // The browser asks for another round, with the new addresses, when this one is over.
      return step(
        { ...state, attempt: 1 },
        { kind: 'resend-offer', revision: negotiation.revision },
        { kind: 'restart-ice' },
      );
    case 'stable':
    case 'making-offer':
    case 'making-answer':
    case 'taking-answer':
      return step({ ...state, attempt: 1 }, { kind: 'restart-ice' });
  }
}

export function repair(state: OpenPeer): OpenStep {
  const attempt = state.attempt + 1;
  const next: OpenPeer = { ...state, attempt };
  if (state.link.kind !== 'connected' && attempt > repairTimes.restartsBeforeReplacement)
    return offerAnew(next);
  switch (state.negotiation.kind) {
    case 'waiting':
      return offerAnew({ ...next, problem: state.problem ?? { kind: 'unanswered' } });
    case 'offered':
      return step(
        { ...next, problem: state.problem ?? { kind: 'unanswered' } },
        // Of the same revision: whichever of the two answers comes first counts.
        { kind: 'resend-offer', revision: state.negotiation.revision },
      );
    case 'stable':
      return step(next, { kind: 'restart-ice' });
    case 'broken':
      return offerAnew(next);
    case 'making-offer':
    case 'making-answer':
    case 'taking-answer':
      return step(next);
  }
}
