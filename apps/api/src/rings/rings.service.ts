import { Injectable } from '@nestjs/common';
import {
  type CallJoined,
  type CallLogPage,
  type callLogQuery,
  type CommandPayload,
  type CurrentRings,
  type ErrorCode,
  limits,
  type MediaState,
  type RingOutcome,
  type RingStarted,
  type StartRingRequest,
  type User,
} from '@parlour/contracts';
import type { z } from 'zod';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { CallWelcome } from '../signaling/call-welcome.js';
import type { Attendance } from '../signaling/attendance.js';
import { LiveCalls } from '../signaling/live-calls.js';
import { UsersRepository } from '../users/users.repository.js';
import { impedimentOf, judge, type Ring, ringingInto, ringsOf } from './ring-board.js';
import { RingLog } from './ring-log.js';
import { type RingPermit, RingPermits } from './ring-permits.js';
import { RingsRepository } from './rings.repository.js';
import { Switchboard } from './switchboard.js';

/** What became of the wish to ring, at the moment when it was permitted. */
type Attempt =
  | { readonly kind: 'begun'; readonly ring: Ring }
  | { readonly kind: 'answered'; readonly answer: RingStarted }
  | { readonly kind: 'crossed'; readonly ringId: string };

/**
 * The rules of ringing: who may ring whom, and who may answer, decline, cancel. What the database has to say is asked
 * first; the decision and the act are one moment after it, in memory. `connectionId` is the socket that speaks.
 */
@Injectable()
export class RingsService {
  private readonly rates: RatePerKey;
  /** Rings on their way into the database. They never reject. */
  private readonly starting = new Map<string, Promise<unknown>>();

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly permits: RingPermits,
    private readonly users: UsersRepository,
    private readonly repository: RingsRepository,
    private readonly log: RingLog,
    private readonly switchboard: Switchboard,
    private readonly calls: LiveCalls,
    private readonly welcome: CallWelcome,
  ) {
    this.rates = new RatePerKey(config.ringRate);
  }

  /**
   * Rings, or answers the ring of the other one that crossed this.
   * @throws ApiError rate_limited, not_with_oneself, user_not_found, person_blocked, not_friends, already_ringing, already_in_call,
   * call_not_found (to ring into), call_full, callee_busy, callee_not_disturbed, ring_over where it ended before it rang.
   */
  async start(userId: string, connectionId: string, request: StartRingRequest): Promise<RingStarted> {
    this.rates.spend(userId);
    for (;;) {
      const attempt = await this.permits.whenPermitted(userId, request.userId, (permit) =>
        this.attempt(permit, connectionId, request),
      );
      if (attempt.kind === 'answered') return attempt.answer;
      if (attempt.kind === 'begun') return this.begin(attempt.ring, connectionId, request);
      await this.starting.get(attempt.ringId);
    }
  }

  /**
   * The first device to answer is in the call.
   * @throws ApiError ring_not_found, ring_over, already_in_call, call_full.
   */
  async answer(
    userId: string,
    connectionId: string,
    { ringId, media }: CommandPayload<'ring:answer'>,
  ): Promise<CallJoined> {
    const callee = await this.users.userById(userId);
    if (callee === null) throw new ApiError('unauthenticated');
    const ring = this.ringing(ringId);
    if (ring?.callee.id !== userId) throw await this.refusal(userId, 'callee', ringId);
    return this.welcome.to(this.sit(ring, callee, connectionId, media), false);
  }

  /** @throws ApiError ring_not_found, ring_over. */
  async decline(userId: string, ringId: string): Promise<void> {
    if (this.ringing(ringId)?.callee.id !== userId) throw await this.refusal(userId, 'callee', ringId);
    this.switchboard.tell({ type: 'decline', ringId, userId });
  }

  /** @throws ApiError ring_not_found, ring_over. */
  async cancel(userId: string, ringId: string): Promise<void> {
    if (this.ringing(ringId)?.caller.id !== userId) throw await this.refusal(userId, 'caller', ringId);
    this.switchboard.tell({ type: 'cancel', ringId, userId });
  }

  /** What rings for or from somebody right now. */
  current(userId: string): CurrentRings {
    const of = (side: 'caller' | 'callee') =>
      ringsOf(this.switchboard.board, (ring) => ring[side].id === userId)
        .filter(({ phase }) => phase.name === 'ringing')
        .map(({ ring }) => this.switchboard.wireOf(ring));
    return { incoming: of('callee'), outgoing: of('caller') };
  }

  async callLog(userId: string, { before, limit }: z.output<typeof callLogQuery>): Promise<CallLogPage> {
    const found = await this.repository.log(userId, before, limit + 1); // one more tells whether there is more
    return { calls: found.slice(0, limit), hasMore: found.length > limit };
  }

  private attempt(permit: RingPermit, connectionId: string, request: StartRingRequest): Attempt {
    const { callId, video, media } = request;
    const { caller, callee, chatId, mayDisturb } = permit;
    const { board } = this.switchboard;
    const judgement = judge(board, [caller.id, callee.id], callId);
    if (callId !== undefined) this.requirePlaceToRingInto(connectionId, callId);
    switch (judgement.kind) {
      case 'refuse':
        throw new ApiError(judgement.code);
      case 'wait':
        return { kind: 'crossed', ringId: judgement.ringId };
      case 'answer': {
        const joined = this.welcome.to(this.sit(judgement.ring, caller, connectionId, media), false);
        return { kind: 'answered', answer: { ring: this.switchboard.wireOf(judgement.ring), joined } };
      }
      case 'begin': {
        if (callId === undefined) this.requireFree(caller.id);
        const startedAt = this.clock.now().getTime();
        const ring = { id: newId(), callId: callId ?? newId(), chatId, caller, callee, video, startedAt };
        this.switchboard.tell({ type: 'begin', ring, mayDisturb });
        return { kind: 'begun', ring };
      }
    }
  }

  private begin(ring: Ring, connectionId: string, request: StartRingRequest): Promise<RingStarted> {
    const beginning = this.storeAndRing(ring, connectionId, request);
    const settled = beginning.catch(() => undefined).finally(() => this.starting.delete(ring.id));
    this.starting.set(ring.id, settled);
    return beginning;
  }

  private async storeAndRing(
    ring: Ring,
    connectionId: string,
    request: StartRingRequest,
  ): Promise<RingStarted> {
    await this.log.begin(ring).catch((error: unknown) => {
      this.switchboard.tell({ type: 'unstored', ringId: ring.id });
      throw error;
    });
    const impediment = impedimentOf(this.switchboard.board, ring.id);
    const attendance = impediment === null ? this.takeCallersSeat(ring, connectionId, request) : null;
    this.switchboard.tell({ type: 'stored', ringId: ring.id });
    if (impediment !== null) throw new ApiError(codeOf(impediment));
    return {
      ring: this.switchboard.wireOf(ring),
      joined: attendance && this.welcome.to(attendance, false),
    };
  }

  /** Where the caller is gone by now, or sits elsewhere, nothing rings. @returns null for one who had a seat before. */
  private takeCallersSeat(ring: Ring, connectionId: string, request: StartRingRequest): Attendance | null {
    const { callId, caller } = ring;
    try {
      if (request.callId !== undefined) {
        this.calls.attendance(connectionId, callId);
        return null;
      }
      this.requireFree(caller.id);
      const place = { kind: 'direct', callId } as const;
      return this.calls.takeSeat(
        { place, user: caller, mayBegin: true },
        { connectionId, media: request.media },
      );
    } catch (error) {
      this.switchboard.tell({ type: 'cancel', ringId: ring.id, userId: caller.id });
      throw error;
    }
  }

  /** Taking the seat is the answer: the switchboard hears of it before this returns. */
  private sit({ callId }: Ring, user: User, connectionId: string, media: MediaState): Attendance {
    return this.calls.takeSeat(
      { place: { kind: 'direct', callId }, user, mayBegin: false },
      { connectionId, media },
    );
  }

  /** One call at a time, on whichever device: so it is for the callee too. */
  private requireFree(callerId: string): void {
    if (this.calls.isInCall(callerId)) throw new ApiError('already_in_call');
  }

  private requirePlaceToRingInto(connectionId: string, callId: string): void {
    if (this.calls.attendance(connectionId, callId).place.kind !== 'direct')
      throw new ApiError('call_not_found');
    const taken = this.calls.seatsTaken(callId) + ringingInto(this.switchboard.board, callId);
    if (taken >= limits.meshMaxParticipants) throw new ApiError('call_full');
  }

  private ringing(ringId: string): Ring | undefined {
    const open = this.switchboard.board.rings.get(ringId);
    return open?.phase.name === 'ringing' ? open.ring : undefined;
  }

  /** To strangers, and to the wrong one of the two, a ring does not exist. */
  private async refusal(userId: string, side: 'caller' | 'callee', ringId: string): Promise<ApiError> {
    const wasTheirs = await this.repository.wasRing(ringId, side, userId);
    return new ApiError(wasTheirs ? 'ring_over' : 'ring_not_found');
  }
}

function codeOf(outcome: RingOutcome): ErrorCode {
  if (outcome === 'busy') return 'callee_busy';
  return outcome === 'do-not-disturb' ? 'callee_not_disturbed' : 'ring_over';
}
