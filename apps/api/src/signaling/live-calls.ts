import { Injectable } from '@nestjs/common';
import type { User } from '@parlour/contracts';

/** Who is in which room's call, in the memory of this node. */
@Injectable()
export class LiveCalls {
  /** The people in the calls of these rooms, each once, the first to come first. Rooms without a call are left out. */
  peopleIn(roomIds: readonly string[]): Map<string, User[]> {
    void roomIds;
    return new Map();
  }

  /** No longer a member: out of the call at once. */
  removeUserFromRoom(userId: string, roomId: string): void {
    void userId;
    void roomId;
  }
}
