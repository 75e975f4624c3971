import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { hasBlocked } from './relation.sql.js';

/** What decides whether one person may do with another what takes friends. */
export interface Standing {
  readonly areFriends: boolean;
  /** By the one who asks. */
  readonly blocks: boolean;
  /** Of the two; null where they never were friends. */
  readonly chatId: string | null;
}

/** Exported for the test that reads their plans. */
export const friendshipQueries = {
  standing: `
    select r.friends_since is not null as "areFriends", c.id as "chatId",
           ${hasBlocked('$1', 'r')} as blocks
      from users u
      left join relations r on r.low_id = least(u.id, $1) and r.high_id = greatest(u.id, $1)
      left join chats c on c.low_id = least(u.id, $1) and c.high_id = greatest(u.id, $1)
     where u.id = $2 and u.deleted_at is null`,
  friendIds: `
    select high_id as id from relations where low_id = $1 and friends_since is not null
    union all
    select low_id from relations where high_id = $1 and friends_since is not null`,
  blockedIds: `
    select high_id as id from relations
     where low_id = $1 and (low_blocked_at is not null or high_blocked_at is not null)
    union all
    select low_id from relations
     where high_id = $1 and (low_blocked_at is not null or high_blocked_at is not null)`,
} as const;

@Injectable()
export class FriendshipsRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns null where there is no such account. */
  async standing(userId: string, otherId: string): Promise<Standing | null> {
    const [row] = await this.database.query<Standing[]>(friendshipQueries.standing, [userId, otherId]);
    return row ?? null;
  }

  friendIdsOf(userId: string): Promise<string[]> {
    return this.ids(friendshipQueries.friendIds, userId);
  }

  blockedIds(userId: string): Promise<string[]> {
    return this.ids(friendshipQueries.blockedIds, userId);
  }

  private async ids(sql: string, userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(sql, [userId]);
    return rows.map(({ id }) => id);
  }
}
