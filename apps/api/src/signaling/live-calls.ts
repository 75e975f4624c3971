import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Participant, RoomVisibility, User } from '@parlour/contracts';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { type CallEffect, type CallEvent, type CallState, isOn, newCall, transition } from './call-state.js';

/** The room of a call, and who hears of it. */
export interface CallPlace {
  readonly roomId: string;
  readonly chatId: string;
  readonly visibility: RoomVisibility;
}

export interface Entrance {
  readonly roomId: string;
  readonly participant: Participant;
  readonly connectionId: string;
  /** The call that this participant has proven to be of; absent for a newcomer. */
  readonly resumedCallId?: string;
}

/** A call, and whose seat in it a connection has. */
export interface Attendance {
  readonly call: CallState;
  readonly self: Participant;
}

interface LiveCall {
  readonly place: CallPlace;
  state: CallState;
}

/**
 * The calls of this node, in memory: a room has at most one. Performs what the transitions of `call-state.ts` ask for. Nothing
 * of it has to last: media flow without the server, and after a restart the participants come back by their tokens.
 */
@Injectable()
export class LiveCalls implements OnApplicationShutdown {
  private readonly calls = new Map<string, LiveCall>();
  private readonly roomOfConnection = new Map<string, string>();
  private readonly leases = new Map<string, NodeJS.Timeout>();
  private readonly entering = new Set<{
    readonly userId: string;
    readonly roomId: string;
    revoked: boolean;
  }>();

  constructor(
    private readonly config: Config,
    private readonly publisher: RealtimePublisher,
  ) {}

  /** The people in the calls of these rooms, each once, the first to come first. Rooms without a call are left out. */
  peopleIn(roomIds: readonly string[]): Map<string, User[]> {
    const people = new Map<string, User[]>();
    for (const roomId of roomIds) {
      const call = this.calls.get(roomId);
      if (call) people.set(roomId, peopleOf(call.state));
    }
    return people;
  }

  /** No longer a member: out of the call at once. Call it after the commit. */
  removeUserFromRoom(userId: string, roomId: string): void {
    for (const entering of this.entering) {
      if (entering.userId === userId && entering.roomId === roomId) entering.revoked = true;
    }
    const call = this.calls.get(roomId);
    if (call) this.apply(call, { type: 'remove', userId });
  }

  /**
   * Takes a seat as soon as it is permitted. Who is removed from the room in between, or loses the connection, does not.
   * @throws ApiError already_in_call, call_full, call_not_found, room_not_found, unavailable, and what `permission` rejects with.
   */
  async enter(entrance: Entrance, permission: Promise<CallPlace>): Promise<Attendance> {
    const { roomId, participant, connectionId } = entrance;
    const entering = { userId: participant.user.id, roomId, revoked: false };
    this.entering.add(entering);
    try {
      const place = await permission;
      if (entering.revoked) throw new ApiError('room_not_found');
      if (!this.publisher.isConnected(connectionId)) throw new ApiError('unavailable');
      return this.takeSeat(place, entrance);
    } finally {
      this.entering.delete(entering);
    }
  }

  isIn(connectionId: string, callId: string): boolean {
    return this.callOf(connectionId)?.state.id === callId;
  }

  /** The call that a connection is in. @throws ApiError call_not_found, also for a call that exists. */
  attendance(connectionId: string, callId: string): Attendance {
    const call = this.callOf(connectionId);
    const seat = call?.state.seats.find((seat) => isOn(seat, connectionId));
    if (!call || !seat || call.state.id !== callId) throw new ApiError('call_not_found');
    return { call: call.state, self: seat.participant };
  }

  /** What a connection says about itself, or what happens to it. Nothing where it is in no call. */
  handle(event: Extract<CallEvent, { type: 'leave' | 'connection-lost' | 'update-media' }>): void {
    const call = this.callOf(event.connectionId);
    if (call) this.apply(call, event);
  }

  onApplicationShutdown(): void {
    for (const lease of this.leases.values()) clearTimeout(lease);
    this.leases.clear();
  }

  private callOf(connectionId: string): LiveCall | undefined {
    const roomId = this.roomOfConnection.get(connectionId);
    return roomId === undefined ? undefined : this.calls.get(roomId);
  }

  private takeSeat(
    place: CallPlace,
    { roomId, participant, connectionId, resumedCallId }: Entrance,
  ): Attendance {
    const elsewhere = this.roomOfConnection.get(connectionId);
    if (elsewhere !== undefined && elsewhere !== roomId) throw new ApiError('already_in_call');
    const call = this.calls.get(roomId) ?? { place, state: newCall(resumedCallId ?? newId()) };
    if (resumedCallId !== undefined && call.state.id !== resumedCallId) throw new ApiError('call_not_found');
    const type = resumedCallId === undefined ? 'join' : 'resume';
    this.apply(call, { type, participant, connectionId });
    return this.attendance(connectionId, call.state.id);
  }

  private apply(call: LiveCall, event: CallEvent): void {
    const { roomId } = call.place;
    const before = peopleOf(call.state);
    const step = transition(call.state, event);
    if (step.refusal) throw new ApiError(step.refusal);
    call.state = step.call;
    if (call.state.seats.length > 0) this.calls.set(roomId, call);
    else this.calls.delete(roomId);
    for (const effect of step.effects) this.perform(call, effect);
    this.publishPeople(call, before);
  }

  private perform({ place, state }: LiveCall, effect: CallEffect): void {
    const callId = state.id;
    switch (effect.type) {
      case 'enter':
        this.roomOfConnection.set(effect.connectionId, place.roomId);
        return this.publisher.addConnectionToCall(effect.connectionId, callId);
      case 'exit':
        this.roomOfConnection.delete(effect.connectionId);
        return this.publisher.removeConnectionFromCall(effect.connectionId, callId);
      case 'joined':
      case 'updated':
        return this.publisher.toCall(callId, `call:participant-${effect.type}`, {
          callId,
          participant: effect.participant,
        });
      case 'left': {
        const { participantId, reason } = effect;
        return this.publisher.toCall(callId, 'call:participant-left', { callId, participantId, reason });
      }
      case 'ended':
        return this.publisher.toConnection(effect.connectionId, 'call:ended', {
          callId,
          reason: effect.reason,
        });
      case 'start-lease':
        return this.startLease(place.roomId, effect.participantId);
      case 'stop-lease':
        return this.stopLease(effect.participantId);
    }
  }

  private startLease(roomId: string, participantId: string): void {
    const end = () => {
      this.leases.delete(participantId);
      const call = this.calls.get(roomId);
      if (call) this.apply(call, { type: 'lease-over', participantId });
    };
    this.leases.set(participantId, setTimeout(end, this.config.callLeaseMs).unref());
  }

  private stopLease(participantId: string): void {
    clearTimeout(this.leases.get(participantId));
    this.leases.delete(participantId);
  }

  /** A second device of somebody, or a microphone, is no news for those who look at the list of rooms. */
  private publishPeople({ place, state }: LiveCall, before: readonly User[]): void {
    const live = peopleOf(state);
    if (live.length === before.length && live.every(({ id }, index) => id === before[index]?.id)) return;
    this.publisher.toRoomAudience(place, 'room:live', { roomId: place.roomId, live });
  }
}

function peopleOf({ seats }: CallState): User[] {
  return [...new Map(seats.map(({ participant: { user } }) => [user.id, user])).values()];
}
