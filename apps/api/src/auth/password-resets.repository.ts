import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../database/ids.js';

/** Links for a new password: of each the hash of its token, whose it is, and until when. */
@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * The one link of an account: older ones end.
   * @returns whether the account is still there.
   */
  replace(userId: string, tokenHash: Buffer, expiresAt: Date): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      // Two requests at once take turns, so that the second finds the link of the first.
      const found = await transaction.query<unknown[]>(
        'select 1 from users where id = $1 and deleted_at is null for no key update',
        [userId],
      );
      if (found.length === 0) return false;
      await transaction.query('delete from password_resets where user_id = $1', [userId]);
      await transaction.query(
        'insert into password_resets (id, user_id, token_hash, expires_at) values ($1, $2, $3, $4)',
        [newId(), userId, tokenHash, expiresAt],
      );
      return true;
    });
  }

  /** @returns null where there is no such link, or no more. */
  async userIdOf(tokenHash: Buffer, now: Date): Promise<string | null> {
    const [row] = await this.database.query<{ userId: string }[]>(
      'select user_id as "userId" from password_resets where token_hash = $1 and expires_at > $2',
      [tokenHash, now],
    );
    return row?.userId ?? null;
  }

  /** Forgets what has expired. Bounded; the rest is for the next time. */
  async purge(now: Date): Promise<void> {
    await this.database.query(
      `delete from password_resets where id in (
         select id from password_resets where expires_at <= $1 limit 5000)`,
      [now],
    );
  }
}
