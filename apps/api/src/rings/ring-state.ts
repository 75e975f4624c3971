import type { RingOutcome } from '@parlour/contracts';
import {
  type Board,
  impedimentOf,
  isBetween,
  isLost,
  isPending,
  isSeated,
  mayRecover,
  type OpenRing,
  type Pair,
  type Phase,
  type Ring,
  ringingInto,
  ringsOf,
  type SeatedCall,
  sitsIn,
} from './ring-board.js';

/*
 * What happens to the rings of this node. Pure; `Switchboard` performs the effects.
 *
 *    begin  ┌──────────┐     stored     ┌─────────┐ the callee sits in the call ┌──────────┐ one of the two does not
 *   ──────▶ │ starting │ ─────────────▶ │ ringing │ ──────────────────────────▶ │ answered │ ────────────▶ (answered)
 *           └──────────┘                └─────────┘                             └──────────┘
 *             │                           ├─ decline, by the callee ───────────────────────────▶ (declined)
 *             ├─ cancel, by the caller ───┼─ cancel; the caller does not sit in the call ──────▶ (cancelled)
 *             │                           ├─ timeout ──────────────────────────────────────────▶ (missed)
 *             ├─ the callee is busy ──────┼─ the callee sits in another call ──────────────────▶ (busy)
 *             ├─ or not to be disturbed ──┼─ do-not-disturb ───────────────────────────────────▶ (do-not-disturb)
 *             ├─ or they have parted ─────┴─ parted; the account of one is gone ───────────────▶ (unavailable)
 *             └─ unstored: it never was
 *
 * Starting: its row is on its way into the database, and nobody has heard of it. What is in its way by then ends it
 * when it is stored. Parted: no friends any more. An event without an arrow changes nothing.
 *
 * Seats are the facts: who answers takes one, who hangs up or crashes loses it. A pair has one ring at most. A call
 * between people is over when fewer than two sit in it and nobody is rung into it, or when two are left in it of whom
 * one has blocked the other.
 *
 * After a restart of the server nobody sits anywhere. Until `settled`, a ring that was answered before does not end
 * because of somebody who has not been back, and a call is not over for the first who is.
 */

export type RingEvent =
  | { readonly type: 'begin'; readonly ring: Ring; readonly mayDisturb: boolean }
  | { readonly type: 'stored' | 'unstored' | 'timeout'; readonly ringId: string }
  | { readonly type: 'decline' | 'cancel'; readonly ringId: string; readonly userId: string }
  | {
      readonly type: 'people';
      readonly callId: string;
      readonly kind: SeatedCall['kind'];
      readonly userIds: readonly string[];
    }
  | { readonly type: 'parted'; readonly userIds: Pair; readonly blocked: boolean }
  | { readonly type: 'do-not-disturb' | 'account-gone'; readonly userId: string }
  | { readonly type: 'settled' };

export type RingEffect =
  /** Let it ring at the callee's, though not for ever. */
  | { readonly type: 'ring'; readonly ring: Ring }
  | { readonly type: 'answered'; readonly ring: Ring; readonly at: number }
  /** `phase`: in which it ended. */
  | {
      readonly type: 'ended';
      readonly ring: Ring;
      readonly phase: Phase;
      readonly outcome: RingOutcome;
      readonly at: number;
    }
  /** Put out who is left in the call. */
  | { readonly type: 'over'; readonly callId: string };

export interface Step {
  readonly board: Board;
  readonly effects: readonly RingEffect[];
}

/** `at`: when it happened; with `settled`, when the server came back. */
export function transition(board: Board, event: RingEvent, at: number): Step {
  return closeCalls(heedSeats(happen({ board, effects: [] }, event, at), at));
}

function happen(step: Step, event: RingEvent, at: number): Step {
  switch (event.type) {
    case 'begin':
      return begin(step, event, at);
    case 'stored':
      return stored(step, event.ringId, at);
    case 'unstored':
      return { ...step, board: withoutRings(step.board, [event.ringId]) };
    case 'decline':
      return end(
        step,
        'declined',
        at,
        isRinging,
        ({ id, callee }) => id === event.ringId && callee.id === event.userId,
      );
    case 'cancel':
      return end(
        step,
        'cancelled',
        at,
        isPending,
        ({ id, caller }) => id === event.ringId && caller.id === event.userId,
      );
    case 'timeout':
      return end(step, 'missed', at, isRinging, ({ id }) => id === event.ringId);
    case 'people':
      return { ...step, board: seated(step.board, event) };
    case 'parted':
      return parted(step, event, at);
    case 'do-not-disturb':
      return impede(step, 'do-not-disturb', at, ({ callee }) => callee.id === event.userId);
    case 'account-gone':
      return impede(step, 'unavailable', at, (ring) =>
        [ring.caller.id, ring.callee.id].includes(event.userId),
      );
    case 'settled':
      return { ...step, board: { ...step.board, endedSinceRestart: null } };
  }
}

/** After `judge` has found nothing in its way. A call that was lost in a restart gives way to a new one. */
function begin(step: Step, { ring, mayDisturb }: Extract<RingEvent, { type: 'begin' }>, at: number): Step {
  const { board, effects } = end(step, 'answered', at, isLost, (other) =>
    isBetween(other, [ring.caller.id, ring.callee.id]),
  );
  const phase: Phase = { name: 'starting', impediment: mayDisturb ? null : 'do-not-disturb' };
  return { board: withRing(board, { ring, phase }), effects };
}

function stored(step: Step, ringId: string, at: number): Step {
  const { board, effects } = step;
  const open = board.rings.get(ringId);
  if (open?.phase.name !== 'starting') return step;
  const { ring } = open;
  const isCallerThere = sitsIn(board, ring.callId, ring.caller.id);
  const outcome = impedimentOf(board, ringId) ?? (isCallerThere ? null : 'cancelled');
  if (outcome !== null) return end(step, outcome, at, isPending, ({ id }) => id === ringId);
  return {
    board: withRing(board, { ring, phase: { name: 'ringing' } }),
    effects: [...effects, { type: 'ring', ring }],
  };
}

/** What rings falls silent; what is starting will not ring. */
function impede(step: Step, outcome: RingOutcome, at: number, which: (ring: Ring) => boolean): Step {
  const rings = new Map(step.board.rings);
  for (const { ring, phase } of ringsOf(step.board, which)) {
    if (phase.name !== 'starting') continue;
    rings.set(ring.id, { ring, phase: { ...phase, impediment: phase.impediment ?? outcome } });
  }
  return end({ ...step, board: { ...step.board, rings } }, outcome, at, isRinging, which);
}

/** A running call of two who are friends no more goes on; not so if one has blocked the other, now or once they are alone. */
function parted(step: Step, { userIds, blocked }: Extract<RingEvent, { type: 'parted' }>, at: number): Step {
  const { board, effects } = impede(step, 'unavailable', at, (ring) => isBetween(ring, userIds));
  if (!blocked) return { board, effects };
  const calls = [...board.calls].map(([callId, call]): [string, SeatedCall] => [
    callId,
    call.kind === 'room' ? call : { ...call, blockedPairs: [...call.blockedPairs, userIds] },
  ]);
  return { board: { ...board, calls: new Map(calls) }, effects };
}

function seated(board: Board, { callId, kind, userIds }: Extract<RingEvent, { type: 'people' }>): Board {
  const calls = new Map(board.calls);
  const before = calls.get(callId);
  if (userIds.length === 0) {
    calls.delete(callId);
    return { ...board, calls, endedSinceRestart: withEnded(board, callId) };
  }
  const isForgotten = kind === 'direct' && !ringsOf(board, (ring) => ring.callId === callId).some(isPending);
  const recovering = (before?.recovering ?? isForgotten) && userIds.length < 2;
  calls.set(callId, { kind, userIds, recovering, blockedPairs: before?.blockedPairs ?? [] });
  return { ...board, calls };
}

/** What follows for the rings from who sits where. */
function heedSeats(step: Step, at: number): Step {
  let next = step;
  for (const open of step.board.rings.values()) {
    const outcome = outcomeBySeats(next.board, open);
    if (outcome !== null)
      next = end(
        next,
        outcome,
        at,
        () => true,
        ({ id }) => id === open.ring.id,
      );
    else next = answeredBySeats(next, open, at);
  }
  return next;
}

function outcomeBySeats(board: Board, { ring, phase }: OpenRing): RingOutcome | null {
  const { callId, caller, callee } = ring;
  const isCallerThere = sitsIn(board, callId, caller.id);
  const isCalleeThere = sitsIn(board, callId, callee.id);
  switch (phase.name) {
    case 'starting':
      return null;
    case 'ringing':
      if (!isCallerThere) return 'cancelled';
      return !isCalleeThere && isSeated(board, callee.id) ? 'busy' : null;
    case 'answered': {
      const mayComeBack = phase.awaited && mayRecover(board, callId);
      return (isCallerThere && isCalleeThere) || mayComeBack ? null : 'answered';
    }
  }
}

function answeredBySeats(step: Step, { ring, phase }: OpenRing, at: number): Step {
  const { board, effects } = step;
  const areBothThere = [ring.caller, ring.callee].every(({ id }) => sitsIn(board, ring.callId, id));
  if (!areBothThere || phase.name === 'starting') return step;
  if (phase.name === 'answered') {
    if (!phase.awaited) return step;
    return { board: withRing(board, { ring, phase: { ...phase, awaited: false } }), effects };
  }
  return {
    board: withRing(board, { ring, phase: { name: 'answered', at, awaited: false } }),
    effects: [...effects, { type: 'answered', ring, at }],
  };
}

function closeCalls({ board, effects }: Step): Step {
  const over = [...board.calls]
    .filter(([callId, call]) => isOver(board, callId, call))
    .map(([callId]) => callId);
  return { board, effects: [...effects, ...over.map((callId): RingEffect => ({ type: 'over', callId }))] };
}

function isOver(
  board: Board,
  callId: string,
  { kind, userIds, recovering, blockedPairs }: SeatedCall,
): boolean {
  if (kind === 'room' || userIds.length > 2) return false;
  if (userIds.length === 2)
    return blockedPairs.some((pair) => userIds.every((userId) => pair.includes(userId)));
  return ringingInto(board, callId) === 0 && !(recovering && mayRecover(board, callId));
}

/** Ends those that are in such a phase and of such a kind. */
function end(
  { board, effects }: Step,
  outcome: RingOutcome,
  at: number,
  inPhase: (open: OpenRing) => boolean,
  which: (ring: Ring) => boolean,
): Step {
  const ending = ringsOf(board, which).filter(inPhase);
  return {
    board: withoutRings(
      board,
      ending.map(({ ring }) => ring.id),
    ),
    effects: [
      ...effects,
      ...ending.map(({ ring, phase }): RingEffect => ({ type: 'ended', ring, phase, outcome, at })),
    ],
  };
}

const isRinging = ({ phase }: OpenRing): boolean => phase.name === 'ringing';

const withRing = (board: Board, open: OpenRing): Board => ({
  ...board,
  rings: new Map(board.rings).set(open.ring.id, open),
});

const withoutRings = (board: Board, ringIds: readonly string[]): Board =>
  ringIds.length === 0
    ? board
    : { ...board, rings: new Map([...board.rings].filter(([id]) => !ringIds.includes(id))) };

const withEnded = ({ endedSinceRestart }: Board, callId: string): Board['endedSinceRestart'] =>
  endedSinceRestart && new Set([...endedSinceRestart, callId]);
