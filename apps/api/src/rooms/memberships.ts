import { Injectable } from '@nestjs/common';
import type { RoomVisibility } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { MembershipsRepository } from './memberships.repository.js';

/** Who may enter what. Every slice that reads or writes within a room asks here, on every command. */
@Injectable()
export class Memberships {
  constructor(private readonly repository: MembershipsRepository) {}

  chatIdsOf(userId: string): Promise<string[]> {
    return this.repository.chatIdsOf(userId);
  }

  /** @throws ApiError `room_not_found`, for an unknown room and one that the user is not in alike. */
  async requireRoom(
    userId: string,
    roomId: string,
  ): Promise<{ roomId: string; chatId: string; visibility: RoomVisibility }> {
    const room = await this.repository.room(userId, roomId);
    if (room === null) throw new ApiError('room_not_found');
    return room;
  }
}
