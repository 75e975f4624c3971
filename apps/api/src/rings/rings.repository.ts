import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class RingsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * What somebody is in a call between people: a party of it, if they rang in it, or answered in it.
   * @returns null for everybody else; otherwise whether anybody ever answered them, or they anybody.
   */
  async partyOfCall(userId: string, callId: string): Promise<{ wasConnected: boolean } | null> {
    const [row] = await this.database.query<{ wasConnected: boolean | null }[]>(
      `select bool_or(answered_at is not null) as "wasConnected" from rings
        where call_id = $2 and (caller_id = $1 or (callee_id = $1 and answered_at is not null))`,
      [userId, callId],
    );
    return row === undefined || row.wasConnected === null ? null : { wasConnected: row.wasConnected };
  }
}
