/**
 * When to try again, and how hard. The watch runs while something is amiss and never on a healthy peer; how long is
 * a function of the state alone. One side begins, so that two repairs do not collide; the polite side, which would
 * yield in a collision, joins in later in case the other has not noticed.
 */
import { offerAnew, step, type OpenPeer, type OpenStep, type PeerMachine } from './peer-state';
import { type PeerEffect } from './peer-events';

export const repairTimes = {
  /** For the first offer, answer and connection: through a relay on a slow link this takes 3 to 5 s. */
  firstContactMs: 10_000,
  /** A dip of `disconnected` often heals by itself; matrix-js-sdk waits as long. */
  lostMs: 2_000,
  /** From one attempt to the next; the last one goes on for as long as they are in the roster. */
  retriesMs: [5_000, 10_000, 15_000],
  /** What the polite side waits in addition: a restart is over in 1 to 2 s. */
  courtesyMs: 3_000,
  /** Then the connection itself is replaced: an ICE restart mends neither DTLS nor a lost agreement. */
  restartsBeforeReplacement: 3,
} as const;

interface Watch {
  /** The same reason, the same watch: it runs on while other things change. */
  readonly reason: string;
  readonly delayMs: number;
}

export function watchEffects(before: PeerMachine, after: PeerMachine): PeerEffect[] {
  const running = watchOf(before);
  const wanted = watchOf(after);
  if (running?.reason === wanted?.reason) return [];
  return [wanted ? { kind: 'arm-watch', delayMs: wanted.delayMs } : { kind: 'disarm-watch' }];
}

/** What the state waits for with a limit, or null if all is well. */
export function watchOf(state: PeerMachine): Watch | null {
  if (state.kind === 'closed') return null;
  const { link, negotiation, remote, attempt } = state;
  if (link.kind === 'connected') {
    if (negotiation.kind !== 'offered') return null;
    return { reason: `answer ${negotiation.revision} ${attempt}`, delayMs: patienceMs(attempt) };
  }
  const courtesyMs = state.polite ? repairTimes.courtesyMs : 0;
  if (attempt > 0) return { reason: `attempt ${attempt}`, delayMs: patienceMs(attempt) + courtesyMs };
  const firstMs = { connecting: repairTimes.firstContactMs, lost: repairTimes.lostMs, failed: 0 }[link.kind];
  return { reason: `${link.kind} to ${remote.kind}`, delayMs: firstMs + courtesyMs };
}

function patienceMs(attempt: number): number {
  if (attempt === 0) return repairTimes.firstContactMs;
  const { retriesMs } = repairTimes;
  return retriesMs[Math.min(attempt, retriesMs.length) - 1] ?? repairTimes.firstContactMs;
}

/** What was said while signaling was away may be lost: say it again. A healthy peer is not touched. */
export function signalingRestored(state: OpenPeer): OpenStep {
  const healthy = state.link.kind === 'connected' && state.negotiation.kind !== 'offered';
  return healthy ? step(state) : repair(state);
}

export function repair(state: OpenPeer): OpenStep {
  const attempt = state.attempt + 1;
  const next: OpenPeer = { ...state, attempt };
  if (state.link.kind !== 'connected' && attempt > repairTimes.restartsBeforeReplacement)
    return offerAnew(next);
  switch (state.negotiation.kind) {
    case 'waiting':
    case 'preparing':
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
