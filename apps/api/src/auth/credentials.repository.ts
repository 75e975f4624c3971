import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { violatedConstraintOf } from '../users/users.repository.js';

/** An account whose password was checked: what is done with it is done only while it still has that password. */
export interface CheckedAccount {
  readonly id: string;
  readonly passwordHash: string;
}

/** Changes of that by which somebody signs in, together with what they end. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Every other session ends with it, and every link for a new password.
   * @returns the sessions that ended; null where the account is gone or has another password by now.
   */
  changePassword(account: CheckedAccount, hash: string, keptSessionId: string): Promise<string[] | null> {
    return this.database.transaction(async (transaction) => {
      const [changed] = await transaction.query<[unknown[], number]>(
        `update users set password_hash = $3
          where id = $1 and password_hash = $2 and deleted_at is null returning id`,
        [account.id, account.passwordHash, hash],
      );
      if (changed.length === 0) return null;
      await forgetResets(transaction, account.id);
      return endSessions(transaction, account.id, keptSessionId);
    });
  }

  /** Links for a new password that went to the old address end with it. */
  changeEmail(
    account: CheckedAccount,
    email: string,
  ): Promise<'changed' | 'account_changed' | 'email_taken'> {
    return this.database
      .transaction(async (transaction) => {
        const [changed] = await transaction.query<[unknown[], number]>(
          `update users set email = $3
            where id = $1 and password_hash = $2 and deleted_at is null returning id`,
          [account.id, account.passwordHash, email],
        );
        if (changed.length === 0) return 'account_changed' as const;
        await forgetResets(transaction, account.id);
        return 'changed' as const;
      })
      .catch((error: unknown) => {
        if (violatedConstraintOf(error) === 'users_email_key') return 'email_taken' as const;
        throw error;
      });
  }

  /**
   * By a link, which is used up: of two at the same moment, one finds it. Every session ends.
   * @returns whether the link was still one.
   */
  resetPassword(userId: string, tokenHash: Buffer, hash: string, now: Date): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      // The account first, as everywhere: who takes turns in one order never waits in a circle.
      await transaction.query('select 1 from users where id = $1 for no key update', [userId]);
      const [used] = await transaction.query<[unknown[], number]>(
        'delete from password_resets where user_id = $1 and token_hash = $2 and expires_at > $3 returning id',
        [userId, tokenHash, now],
      );
      if (used.length === 0) return false;
      await transaction.query('update users set password_hash = $2 where id = $1', [userId, hash]);
      await endSessions(transaction, userId, null);
      return true;
    });
  }
}

const forgetResets = (transaction: EntityManager, userId: string): Promise<unknown> =>
  transaction.query('delete from password_resets where user_id = $1', [userId]);

async function endSessions(
  transaction: EntityManager,
  userId: string,
  keptId: string | null,
): Promise<string[]> {
  const [ended] = await transaction.query<[{ id: string }[], number]>(
    `update sessions set ended_at = now()
      where user_id = $1 and id is distinct from $2 and ended_at is null returning id`,
    [userId, keptId],
  );
  return ended.map(({ id }) => id);
}
