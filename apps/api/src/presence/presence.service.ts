import { Injectable } from '@nestjs/common';
import type { RoomPresence } from '@parlour/contracts';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import { Memberships } from '../rooms/memberships.js';
import { Presences } from './presences.js';

/** A permission that is being looked up. */
interface Entering {
  readonly userId: string;
  readonly roomId: string;
  isRevoked: boolean;
}

/** What a tab says of itself. `connectionId` is its socket. */
@Injectable()
export class PresenceService {
  private readonly entering = new Set<Entering>();

  constructor(
    events: DomainEvents,
    private readonly memberships: Memberships,
    private readonly presences: Presences,
  ) {
    events.on('room-left', ({ userId, roomId }) => {
      for (const each of this.entering) {
        if (each.userId === userId && each.roomId === roomId) each.isRevoked = true;
      }
    });
  }

  connect(userId: string, connectionId: string): void {
    this.presences.connect(userId, connectionId);
  }

  disconnect(userId: string, connectionId: string): void {
    this.presences.disconnect(userId, connectionId);
  }

  reportActivity(userId: string, connectionId: string, active: boolean): void {
    this.presences.setActive(userId, connectionId, active);
  }

  /** @throws ApiError room_not_found, for an unknown room and one that the person is not in alike; unavailable. */
  async enterRoom(userId: string, connectionId: string, roomId: string): Promise<RoomPresence> {
    const entering = { userId, roomId, isRevoked: false };
    this.entering.add(entering);
    try {
      await Promise.all([
        this.memberships.requireRoom(userId, roomId),
        this.presences.settled(userId).catch(() => Promise.reject(new ApiError('unavailable'))),
      ]);
      if (entering.isRevoked) throw new ApiError('room_not_found');
      return { roomId, people: this.presences.enterRoom(userId, connectionId, roomId) };
    } finally {
      this.entering.delete(entering);
    }
  }

  /** Leaving a room that the tab does not show is no error. */
  leaveRoom(userId: string, connectionId: string, roomId: string): void {
    this.presences.leaveRoom(userId, connectionId, roomId);
  }
}
