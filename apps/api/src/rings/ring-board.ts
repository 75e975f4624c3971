import type { ErrorCode, RingOutcome, User } from '@parlour/contracts';

/** One call attempt between two friends. */
export interface Ring {
  readonly id: string;
  readonly callId: string;
  readonly chatId: string;
  readonly caller: User;
  readonly callee: User;
  readonly video: boolean;
  /** Milliseconds since 1970, like all times here. */
  readonly startedAt: number;
}

/** The diagram of the phases stands in `ring-state.ts`. */
export type Phase =
  | { readonly name: 'starting'; readonly impediment: RingOutcome | null }
  | { readonly name: 'ringing' }
  /** `awaited`: since the restart of the server they were not both back in the call. */
  | { readonly name: 'answered'; readonly at: number; readonly awaited: boolean };

export interface OpenRing {
  readonly ring: Ring;
  readonly phase: Phase;
}

export type Pair = readonly [string, string];

export interface SeatedCall {
  readonly kind: 'room' | 'direct';
  readonly userIds: readonly string[];
  /** Taken up again after a restart, and with fewer than two since. */
  readonly recovering: boolean;
  readonly blockedPairs: readonly Pair[];
}

/** All rings of this node that have not ended, and who sits in which call. */
export interface Board {
  readonly rings: ReadonlyMap<string, OpenRing>;
  /** Those in which somebody sits, of rooms too. */
  readonly calls: ReadonlyMap<string, SeatedCall>;
  /** Calls that have ended since the restart; null once it is settled who came back. */
  readonly endedSinceRestart: ReadonlySet<string> | null;
}

export const emptyBoard: Board = { rings: new Map(), calls: new Map(), endedSinceRestart: null };

/** After a restart, with the rings that had been answered and were not over. */
export const boardAfterRestart = (
  answered: readonly { readonly ring: Ring; readonly answeredAt: number }[],
): Board => ({
  rings: new Map(
    answered.map(({ ring, answeredAt }) => [
      ring.id,
      { ring, phase: { name: 'answered', at: answeredAt, awaited: true } },
    ]),
  ),
  calls: new Map(),
  endedSinceRestart: new Set(),
});

/** What comes of a wish to ring: a new ring, or the one of the other side that crossed it. */
export type Judgement =
  | { readonly kind: 'begin' }
  | { readonly kind: 'answer'; readonly ring: Ring }
  /** Theirs is starting: judge again when it has. */
  | { readonly kind: 'wait'; readonly ringId: string }
  | { readonly kind: 'refuse'; readonly code: Extract<ErrorCode, 'already_ringing' | 'already_in_call'> };

/** `callId`: the running call into which the callee is to be rung. */
export function judge(board: Board, [callerId, calleeId]: Pair, callId?: string): Judgement {
  if (callId !== undefined && sitsIn(board, callId, calleeId)) return refusal('already_in_call');
  const open = ringsOf(board, (ring) => isBetween(ring, [callerId, calleeId]))[0];
  if (!open || isLost(open)) return { kind: 'begin' };
  if (open.phase.name === 'answered') return refusal('already_in_call');
  if (open.ring.caller.id === callerId) return refusal('already_ringing');
  if (open.phase.name === 'starting') return { kind: 'wait', ringId: open.ring.id };
  return { kind: 'answer', ring: open.ring };
}

/** Why a ring that is starting will not ring; null where it will, once the caller sits in the call. */
export function impedimentOf(board: Board, ringId: string): RingOutcome | null {
  const open = board.rings.get(ringId);
  if (open?.phase.name !== 'starting') return 'cancelled';
  return open.phase.impediment ?? (isBusy(board, open.ring.callee.id) ? 'busy' : null);
}

/** How many are being rung into a call. */
export const ringingInto = (board: Board, callId: string): number =>
  ringsOf(board, (ring) => ring.callId === callId).filter(isPending).length;

/** Whether somebody rings in a call that has not ended for them, or has answered there. */
export const isParty = (board: Board, callId: string, userId: string): boolean =>
  ringsOf(board, (ring) => ring.callId === callId).some(
    ({ ring, phase }) =>
      ring.caller.id === userId || (ring.callee.id === userId && phase.name === 'answered'),
  );

/** Whether a call between people in which nobody sits may be one that the restarted server has forgotten. */
export const mayRecover = (board: Board, callId: string): boolean =>
  board.endedSinceRestart !== null && !board.endedSinceRestart.has(callId);

/** Not answered. */
export const isPending = ({ phase }: OpenRing): boolean => phase.name !== 'answered';

/** Answered before the restart, and its people are not back. */
export const isLost = ({ phase }: OpenRing): boolean => phase.name === 'answered' && phase.awaited;

export const isBetween = ({ caller, callee }: Ring, pair: Pair): boolean =>
  pair.includes(caller.id) && pair.includes(callee.id);

export const sitsIn = (board: Board, callId: string, userId: string): boolean =>
  board.calls.get(callId)?.userIds.includes(userId) ?? false;

export const ringsOf = (board: Board, which: (ring: Ring) => boolean): OpenRing[] =>
  [...board.rings.values()].filter(({ ring }) => which(ring));

export const isSeated = (board: Board, userId: string): boolean =>
  [...board.calls.values()].some(({ userIds }) => userIds.includes(userId));

const isBusy = (board: Board, userId: string): boolean =>
  isSeated(board, userId) || ringsOf(board, ({ caller }) => caller.id === userId).some(isPending);

const refusal = (code: 'already_ringing' | 'already_in_call'): Judgement => ({ kind: 'refuse', code });
