import type { RingOutcome, User } from '@parlour/contracts';
import { type Board, emptyBoard, impedimentOf, judge, mayRecover, type Ring } from '../ring-board.js';
import { type RingEffect, type RingEvent, transition } from '../ring-state.js';

const user = (id: string): User => ({ id, username: id, displayName: id, avatar: null });

export const ringOf = (id: string, caller: string, callee: string, callId = `call of ${id}`): Ring => ({
  id,
  callId,
  chatId: [caller, callee].sort().join(),
  caller: user(caller),
  callee: user(callee),
  video: true,
  startedAt: 0,
});

/**
 * Rings, calls and devices as the server has them, in memory: seats are taken and lost as `LiveCalls` would, and what
 * the machine asks for is done as `Switchboard` does it. Knows only what the effects tell.
 */
export class World {
  readonly seats = new Map<string, { kind: 'room' | 'direct'; people: string[] }>();
  /** The rings of which somebody's devices ring. */
  readonly ringing = new Set<string>();
  readonly outcomes = new Map<string, RingOutcome>();
  readonly begun: Ring[] = [];
  /** Who may come back into which call: whoever rang or answered there. */
  readonly parties = new Set<string>();
  readonly blocked = new Set<string>();
  private readonly waiting: RingEvent[] = [];
  private isWorking = false;

  constructor(
    public board: Board = emptyBoard,
    public at = 0,
  ) {
    for (const { ring } of board.rings.values()) {
      this.begun.push(ring);
      this.parties.add(`${ring.caller.id} ${ring.callId}`).add(`${ring.callee.id} ${ring.callId}`);
    }
  }

  tell(event: RingEvent): void {
    this.waiting.push(event);
    if (this.isWorking) return;
    this.isWorking = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const { board, effects } = transition(this.board, next, this.at);
      this.board = board;
      for (const effect of effects) this.perform(effect);
    }
    this.isWorking = false;
  }

  /** The wish to ring, up to where its row goes into the database. */
  start(caller: string, callee: string, callId?: string): void {
    if (caller === callee || this.blocked.has([caller, callee].sort().join())) return;
    if (callId !== undefined && !this.seats.get(callId)?.people.includes(caller)) return;
    const judgement = judge(this.board, [caller, callee], callId);
    if (judgement.kind === 'answer') this.sit(caller, judgement.ring.callId);
    if (judgement.kind !== 'begin') return;
    const ring = ringOf(`ring ${this.begun.length}`, caller, callee, callId);
    this.begun.push(ring);
    this.parties.add(`${caller} ${ring.callId}`);
    this.tell({ type: 'begin', ring, mayDisturb: true });
  }

  /** `isGone`: the socket of the caller was lost while the row went into the database. */
  store(ring: Ring, isGone: boolean): void {
    if (this.board.rings.get(ring.id)?.phase.name !== 'starting') return;
    if (impedimentOf(this.board, ring.id) === null) {
      const isNew = ring.callId === `call of ${ring.id}`;
      if (isGone) this.tell({ type: 'cancel', ringId: ring.id, userId: ring.caller.id });
      else if (isNew) this.sit(ring.caller.id, ring.callId);
    }
    this.tell({ type: 'stored', ringId: ring.id });
  }

  answer(ring: Ring): void {
    if (this.ringing.has(ring.id)) this.sit(ring.callee.id, ring.callId);
  }

  /** Into a room, or into a call between people by those who belong there. */
  join(userId: string, callId: string, kind: 'room' | 'direct'): void {
    if (kind === 'direct' && !this.seats.has(callId) && !mayRecover(this.board, callId)) return;
    if (kind === 'direct' && !this.parties.has(`${userId} ${callId}`)) return;
    this.sit(userId, callId, kind);
  }

  leave(userId: string, callId: string): void {
    const call = this.seats.get(callId);
    if (!call?.people.includes(userId)) return;
    this.seat(
      callId,
      call.kind,
      call.people.filter((other) => other !== userId),
    );
  }

  leaveAll(userId: string): void {
    for (const callId of [...this.seats.keys()]) this.leave(userId, callId);
  }

  /** Whether the callee is talking, or calls somebody else. */
  private isBusy({ callee }: Ring): boolean {
    const isTalking = [...this.seats.values()].some(({ people }) => people.includes(callee.id));
    const others = [...this.board.rings.values()].filter(({ ring }) => ring.caller.id === callee.id);
    return isTalking || others.some(({ phase }) => phase.name !== 'answered');
  }

  private sit(userId: string, callId: string, kind: 'room' | 'direct' = 'direct'): void {
    const people = this.seats.get(callId)?.people ?? [];
    if (!people.includes(userId)) this.seat(callId, kind, [...people, userId]);
  }

  private seat(callId: string, kind: 'room' | 'direct', people: string[]): void {
    if (people.length > 0) this.seats.set(callId, { kind, people });
    else this.seats.delete(callId);
    this.tell({ type: 'people', callId, kind, userIds: people });
  }

  private perform(effect: RingEffect): void {
    switch (effect.type) {
      case 'ring':
        expect(this.ringing.has(effect.ring.id)).toBe(false);
        expect(this.isBusy(effect.ring)).toBe(false); // not even for a moment
        return void this.ringing.add(effect.ring.id);
      case 'answered':
        this.parties.add(`${effect.ring.callee.id} ${effect.ring.callId}`);
        return void expect(this.ringing.delete(effect.ring.id)).toBe(true);
      case 'ended': {
        const { ring, phase, outcome } = effect;
        expect(this.outcomes.has(ring.id)).toBe(false);
        this.outcomes.set(ring.id, outcome);
        expect(this.ringing.delete(ring.id)).toBe(phase.name === 'ringing');
        return;
      }
      case 'over': {
        const call = this.seats.get(effect.callId);
        if (call) this.seat(effect.callId, call.kind, []);
      }
    }
  }
}
