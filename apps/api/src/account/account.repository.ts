import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { CheckedAccount } from '../auth/credentials.repository.js';
import { type LeftRoom, RoomTransaction } from '../rooms/room-transaction.js';

/** Where somebody was, who is no more. */
export interface Farewell {
  readonly rooms: readonly LeftRoom[];
  readonly directChatIds: readonly string[];
  /** Those to whom they were a friend, a request in either direction, or somebody blocked. */
  readonly knownToIds: readonly string[];
}

@Injectable()
export class AccountRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * All of an account but the row that its messages refer to, in one transaction. What locks accounts and other things takes
   * the account first; docs/adr/0041 tells why the name goes when it does.
   * @returns null where the account is gone already, or has another password by now.
   */
  delete({ id, passwordHash }: CheckedAccount): Promise<Farewell | null> {
    return this.database.transaction(async (transaction) => {
      const [ended] = await transaction.query<[unknown[], number]>(
        `update users set deleted_at = now(), password_hash = ''
          where id = $1 and password_hash = $2 and deleted_at is null returning id`,
        [id, passwordHash],
      );
      if (ended.length === 0) return null;
      const rooms = await RoomTransaction.lockAllOf(transaction, id);
      for (const room of rooms) await room.depart(id);
      await transaction.query('delete from chat_reads where user_id = $1', [id]);
      await blank(transaction, id);
      for (const table of ['sessions', 'password_resets', 'avatars']) {
        await transaction.query(`delete from ${table} where user_id = $1`, [id]);
      }
      await transaction.query('delete from rings where caller_id = $1 or callee_id = $1', [id]);
      const knownToIds = await leaveEverybody(transaction, id);
      return { rooms, directChatIds: await directChatsOf(transaction, id), knownToIds };
    });
  }
}

/** Changing the name waits for everybody who refers to the account right now, and lets nobody begin to. */
const blank = (transaction: EntityManager, userId: string): Promise<unknown> =>
  transaction.query(
    `update users set username = 'deleted-' || id, email = null, display_name = '', bio = '', avatar_id = null,
            status = 'auto', show_last_seen = false, show_read = false, last_seen_at = null
      where id = $1`,
    [userId],
  );

/** @returns those to whom they were something. Whom only they blocked must not hear of it. */
async function leaveEverybody(transaction: EntityManager, userId: string): Promise<string[]> {
  const [relations] = await transaction.query<[{ otherId: string; isKnown: boolean }[], number]>(
    `delete from relations where low_id = $1 or high_id = $1
     returning case when low_id = $1 then high_id else low_id end as "otherId",
               friends_since is not null or requested_by is not null
                 or case when low_id = $1 then high_blocked_at else low_blocked_at end is not null as "isKnown"`,
    [userId],
  );
  return relations.flatMap(({ otherId, isKnown }) => (isKnown ? [otherId] : []));
}

async function directChatsOf(transaction: EntityManager, userId: string): Promise<string[]> {
  const chats = await transaction.query<{ id: string }[]>(
    'select id from chats where low_id = $1 or high_id = $1',
    [userId],
  );
  return chats.map(({ id }) => id);
}
