import { Injectable } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import { FriendshipsRepository } from './friendships.repository.js';

/** Who are friends. Every slice that does something between friends only asks here, on every command. */
@Injectable()
export class Friendships {
  constructor(private readonly repository: FriendshipsRepository) {}

  /**
   * @returns the direct chat of the two.
   * @throws ApiError not_with_oneself, user_not_found (also for a deleted account), person_blocked (by the one who asks),
   * not_friends.
   */
  async requireFriend(userId: string, otherId: string): Promise<{ chatId: string }> {
    if (userId === otherId) throw new ApiError('not_with_oneself');
    const standing = await this.repository.standing(userId, otherId);
    if (standing === null) throw new ApiError('user_not_found');
    if (standing.blocks) throw new ApiError('person_blocked');
    if (!standing.areFriends || standing.chatId === null) throw new ApiError('not_friends');
    return { chatId: standing.chatId };
  }

  async areFriends(userId: string, otherId: string): Promise<boolean> {
    return (await this.repository.standing(userId, otherId))?.areFriends ?? false;
  }

  friendIdsOf(userId: string): Promise<string[]> {
    return this.repository.friendIdsOf(userId);
  }

  /** Those whom the person blocks, and those who block the person. */
  blockedIds(userId: string): Promise<string[]> {
    return this.repository.blockedIds(userId);
  }
}
