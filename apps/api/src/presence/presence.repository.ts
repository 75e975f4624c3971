import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PresenceSettings } from './person-presence.js';

export interface Departure {
  readonly userId: string;
  readonly at: Date;
}

@Injectable()
export class PresenceRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns null where there is no such account. */
  async settingsOf(userId: string): Promise<PresenceSettings | null> {
    const [row] = await this.database.query<PresenceSettings[]>(
      `select status, show_last_seen as "showLastSeen", last_seen_at as "lastSeenAt"
         from users where id = $1 and deleted_at is null`,
      [userId],
    );
    return row ?? null;
  }

  async saveLastSeen(people: readonly Departure[]): Promise<void> {
    await this.database.query(
      `update users set last_seen_at = seen.at
         from unnest($1::uuid[], $2::timestamptz[]) as seen(user_id, at)
        where users.id = seen.user_id and users.deleted_at is null`,
      [people.map(({ userId }) => userId), people.map(({ at }) => at)],
    );
  }
}
