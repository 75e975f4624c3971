import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CallTarget, ErrorCode, User } from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Timers } from '../clock/timers.js';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import type { Attendance, CallPlace, Entrance, Permission } from './attendance.js';
import { type CallEffect, type CallEvent, type CallState, isOn, newCall, transition } from './call-state.js';

interface LiveCall {
  readonly place: CallPlace;
  state: CallState;
}

/** Somebody whose permission is being looked up. */
interface Applicant {
  readonly userId: string;
  readonly target: CallTarget;
  refusal?: ErrorCode;
}

/**
 * The calls of this node, in memory, by their ids; a room has at most one. Performs what the transitions of `call-state.ts`
 * ask for. Nothing of it has to last: media flow without the server, and after a restart the participants come back by
 * their tokens.
 */
@Injectable()
export class LiveCalls implements OnApplicationShutdown {
  private readonly calls = new Map<string, LiveCall>();
  private readonly callOfRoom = new Map<string, LiveCall>();
  private readonly callOfConnection = new Map<string, LiveCall>();
  private readonly callsOfUser = new Map<string, Set<LiveCall>>();
  private readonly applicants = new Set<Applicant>();
  private readonly leases: Timers;
  private readonly startedAt: Date;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {
    this.leases = new Timers(clock);
    this.startedAt = clock.now();
  }

  /** The people in the calls of these rooms, each once, the first to come first. Rooms without a call are left out. */
  peopleIn(roomIds: readonly string[]): Map<string, User[]> {
    const people = new Map<string, User[]>();
    for (const roomId of roomIds) {
      const call = this.callOfRoom.get(roomId);
      if (call) people.set(roomId, peopleOf(call.state));
    }
    return people;
  }

  /** The people in one call; nobody where it does not live. */
  peopleInCall(callId: string): User[] {
    const call = this.calls.get(callId);
    return call ? peopleOf(call.state) : [];
  }

  /** On any device, in any call; also one whose connection was lost just now. */
  isInCall(userId: string): boolean {
    return this.callsOfUser.has(userId);
  }

  seatsTaken(callId: string): number {
    return this.calls.get(callId)?.state.seats.length ?? 0;
  }

  /** No longer a member: out of the call at once. Call it after the commit. */
  removeUserFromRoom(userId: string, roomId: string): void {
    const isThere = (target: CallTarget) => target.kind === 'room' && target.roomId === roomId;
    this.refuse((applicant) => applicant.userId === userId && isThere(applicant.target), 'room_not_found');
    const call = this.callOfRoom.get(roomId);
    if (call) this.apply(call, { type: 'remove', userId });
  }

  /** Out of whatever call they are in. */
  removeUser(userId: string): void {
    this.refuse((applicant) => applicant.userId === userId, 'unauthenticated');
    for (const call of [...(this.callsOfUser.get(userId) ?? [])])
      this.apply(call, { type: 'remove', userId });
  }

  /** A new name or picture: whoever comes now sees it, and whoever is there is told. */
  updateUser(user: User): void {
    for (const call of this.callsOfUser.get(user.id) ?? []) this.apply(call, { type: 'update-user', user });
  }

  /** Everybody is out. Nothing where it does not live. */
  close(callId: string): void {
    const isThere = (target: CallTarget) => target.kind === 'direct' && target.callId === callId;
    this.refuse((applicant) => isThere(applicant.target), 'call_not_found');
    const call = this.calls.get(callId);
    if (call) this.apply(call, { type: 'close' });
  }

  /**
   * Takes a seat as soon as it is permitted. Who is removed in between, or loses the connection, does not.
   * @throws ApiError already_in_call, call_full, call_not_found, room_not_found, unavailable, and what `permission` rejects with.
   */
  async enter(
    userId: string,
    target: CallTarget,
    entrance: Entrance,
    permission: Promise<Permission>,
  ): Promise<Attendance> {
    const applicant: Applicant = { userId, target };
    this.applicants.add(applicant);
    try {
      const permitted = await permission;
      if (applicant.refusal) throw new ApiError(applicant.refusal);
      return this.takeSeat(permitted, entrance);
    } finally {
      this.applicants.delete(applicant);
    }
  }

  /**
   * By a permission that holds at this moment.
   * @throws ApiError already_in_call, call_full, call_not_found; unavailable where the connection is gone.
   */
  takeSeat({ place, user, mayBegin }: Permission, { connectionId, media, resume }: Entrance): Attendance {
    if (!this.publisher.isConnected(connectionId)) throw new ApiError('unavailable');
    const elsewhere = this.callOfConnection.get(connectionId);
    const living = this.callAt(place);
    if (elsewhere && elsewhere !== living) throw new ApiError('already_in_call');
    if (!living && !mayBegin) throw new ApiError('call_not_found');
    const call = living ?? { place, state: newCall(idOfCall(place, resume?.callId)) };
    if (resume && call.state.id !== resume.callId && !this.isRecovering(place)) {
      throw new ApiError('call_not_found');
    }
    const participant = {
      id: resume?.participantId ?? newId(),
      user,
      joinedAt: this.clock.now().toISOString(),
      media,
      handRaisedAt: null,
    };
    this.apply(call, { type: resume ? 'resume' : 'join', participant, connectionId });
    return this.attendance(connectionId, call.state.id);
  }

  isIn(connectionId: string, callId: string): boolean {
    return this.callOfConnection.get(connectionId)?.state.id === callId;
  }

  /** The call that a connection is in. @throws ApiError call_not_found, also for a call that exists. */
  attendance(connectionId: string, callId: string): Attendance {
    const call = this.callOfConnection.get(connectionId);
    const seat = call?.state.seats.find((seat) => isOn(seat, connectionId));
    if (!call || !seat || call.state.id !== callId) throw new ApiError('call_not_found');
    return { place: call.place, call: call.state, self: seat.participant };
  }

  /** What a connection says about itself, or what happens to it. Nothing where it is in no call. */
  handle(
    event: Extract<CallEvent, { type: 'leave' | 'connection-lost' | 'update-media' | 'raise-hand' }>,
  ): void {
    const call = this.callOfConnection.get(event.connectionId);
    if (call) this.apply(call, event);
  }

  onApplicationShutdown(): void {
    this.leases.stopAll();
  }

  /**
   * The server has started just now, and those who were in a call come back by their tokens, each in their own time. If
   * a newcomer was faster, the call of the room has another id by now: they come into that one, as who they were.
   */
  private isRecovering({ kind }: CallPlace): boolean {
    return kind === 'room' && this.clock.now().getTime() - this.startedAt.getTime() < recoveryMs;
  }

  private refuse(whom: (applicant: Applicant) => boolean, refusal: ErrorCode): void {
    for (const applicant of this.applicants) if (whom(applicant)) applicant.refusal = refusal;
  }

  private callAt(place: CallPlace): LiveCall | undefined {
    return place.kind === 'room' ? this.callOfRoom.get(place.roomId) : this.calls.get(place.callId);
  }

  private apply(call: LiveCall, event: CallEvent): void {
    const before = peopleOf(call.state);
    const step = transition(call.state, event);
    if (step.refusal) throw new ApiError(step.refusal);
    call.state = step.call;
    this.remember(call);
    for (const effect of step.effects) this.perform(call, effect);
    this.tellPeople(call, before);
  }

  private remember(call: LiveCall): void {
    const { place, state } = call;
    const isLive = state.seats.length > 0;
    if (isLive) this.calls.set(state.id, call);
    else this.calls.delete(state.id);
    if (place.kind !== 'room') return;
    if (isLive) this.callOfRoom.set(place.roomId, call);
    else this.callOfRoom.delete(place.roomId);
  }

  private perform(call: LiveCall, effect: CallEffect): void {
    const callId = call.state.id;
    switch (effect.type) {
      case 'enter':
        this.callOfConnection.set(effect.connectionId, call);
        return this.publisher.addConnectionToCall(effect.connectionId, callId);
      case 'exit':
        this.callOfConnection.delete(effect.connectionId);
        return this.publisher.removeConnectionFromCall(effect.connectionId, callId);
      case 'joined':
      case 'updated': {
        const { type, participant } = effect;
        return this.publisher.toCall(callId, `call:participant-${type}`, { callId, participant });
      }
      case 'left': {
        const { participantId, reason } = effect;
        return this.publisher.toCall(callId, 'call:participant-left', { callId, participantId, reason });
      }
      case 'ended': {
        const { connectionId, reason } = effect;
        return this.publisher.toConnection(connectionId, 'call:ended', { callId, reason });
      }
      case 'start-lease': {
        const { participantId } = effect;
        const end = () => this.apply(call, { type: 'lease-over', participantId });
        return this.leases.start(participantId, this.config.callLeaseMs, end);
      }
      case 'stop-lease':
        return this.leases.stop(effect.participantId);
    }
  }

  /** A second device of somebody, or a microphone, is no news for those who are not in the call. */
  private tellPeople(call: LiveCall, before: readonly User[]): void {
    const { place, state } = call;
    const live = peopleOf(state);
    if (live.length === before.length && live.every(({ id }, index) => id === before[index]?.id)) return;
    for (const { id } of before) this.forget(id, call);
    for (const { id } of live) this.callsOfUser.set(id, (this.callsOfUser.get(id) ?? new Set()).add(call));
    if (place.kind === 'room') {
      this.publisher.toRoomAudience(place, 'room:live', { roomId: place.roomId, live });
    }
    const userIds = live.map(({ id }) => id);
    this.events.publish({ type: 'call-people-changed', callId: state.id, kind: place.kind, userIds });
  }

  private forget(userId: string, call: LiveCall): void {
    const calls = this.callsOfUser.get(userId);
    calls?.delete(call);
    if (calls?.size === 0) this.callsOfUser.delete(userId);
  }
}

/** Longer than anybody waits between two tries to reconnect, also when the server was away for minutes. */
const recoveryMs = 60_000;

const idOfCall = (place: CallPlace, resumedCallId: string | undefined): string =>
  place.kind === 'direct' ? place.callId : (resumedCallId ?? newId());

function peopleOf({ seats }: CallState): User[] {
  return [...new Map(seats.map(({ participant: { user } }) => [user.id, user])).values()];
}
