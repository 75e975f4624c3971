import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../database/ids.js';
import { isNothing, type Pair, strangers } from './relation.js';
import { pairOf, type RelationRow } from './relation-row.js';

/** Two people, nobody else changing what they are to each other until the transaction ends. */
export class PairTransaction {
  private constructor(
    private readonly manager: EntityManager,
    private readonly lowId: string,
    private readonly highId: string,
    readonly pair: Pair,
    /** Whether both have an account still. */
    readonly areBothThere: boolean,
  ) {}

  /** The lock is of the pair, which may have no row yet. The people are held so that their accounts stay meanwhile. */
  static async begin(manager: EntityManager, lowId: string, highId: string): Promise<PairTransaction> {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${lowId} ${highId}`]);
    const people = await manager.query<{ deletedAt: Date | null }[]>(
      `select deleted_at as "deletedAt" from users where id in ($1, $2) order by id for key share`,
      [lowId, highId],
    );
    const [row] = await manager.query<RelationRow[]>(relationQueries.ofPair, [lowId, highId]);
    const areBothThere = people.length === 2 && people.every(({ deletedAt }) => deletedAt === null);
    return new PairTransaction(manager, lowId, highId, row ? pairOf(row, lowId) : strangers, areBothThere);
  }

  /** To how many people somebody is anything, in their own view. */
  async countOf(userId: string): Promise<number> {
    const [row] = await this.manager.query<{ count: number }[]>(relationQueries.count, [userId]);
    return row?.count ?? 0;
  }

  async store(pair: Pair): Promise<void> {
    if (isNothing(pair)) {
      await this.manager.query(relationQueries.remove, [this.lowId, this.highId]);
      return;
    }
    const { request, friendsSince, blockedAt } = pair;
    const requestedBy = request && (request.by === 'low' ? this.lowId : this.highId);
    await this.manager.query(relationQueries.store, [
      this.lowId,
      this.highId,
      requestedBy,
      request?.at ?? null,
      friendsSince,
      blockedAt.low,
      blockedAt.high,
    ]);
  }

  /** @returns the chat of the two, and whether it was opened just now. */
  async openChat(): Promise<{ chatId: string; isNew: boolean }> {
    const id = newId();
    const [row] = await this.manager.query<{ id: string }[]>(relationQueries.openChat, [
      id,
      this.lowId,
      this.highId,
    ]);
    if (row === undefined) throw new Error('A chat is inserted, or was there');
    return { chatId: row.id, isNew: row.id === id };
  }
}

/** Exported for the test that reads their plans. */
export const relationQueries = {
  ofPair: `
    select requested_by as "requestedBy", requested_at as "requestedAt", friends_since as "friendsSince",
           low_blocked_at as "lowBlockedAt", high_blocked_at as "highBlockedAt"
      from relations where low_id = $1 and high_id = $2`,
  count: `
    select count(*)::int as count from (
      select 1 from relations where low_id = $1 and num_nonnulls(requested_by, friends_since, low_blocked_at) > 0
      union all
      select 1 from relations where high_id = $1 and num_nonnulls(requested_by, friends_since, high_blocked_at) > 0
    ) mine`,
  remove: 'delete from relations where low_id = $1 and high_id = $2',
  store: `
    insert into relations
      (low_id, high_id, requested_by, requested_at, friends_since, low_blocked_at, high_blocked_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (low_id, high_id) do update set
      requested_by = excluded.requested_by, requested_at = excluded.requested_at,
      friends_since = excluded.friends_since,
      low_blocked_at = excluded.low_blocked_at, high_blocked_at = excluded.high_blocked_at`,
  openChat: `
    with opened as (
      insert into chats (id, low_id, high_id, created_at) values ($1, $2, $3, now())
      on conflict (low_id, high_id) do nothing returning id
    )
    select id from opened union all select id from chats where low_id = $2 and high_id = $3 limit 1`,
} as const;

@Injectable()
export class RelationsRepository {
  constructor(private readonly database: DataSource) {}

  /** All that `work` does is stored, or, if it throws, nothing. */
  change<T>(people: readonly [string, string], work: (pair: PairTransaction) => Promise<T>): Promise<T> {
    const [lowId = '', highId = ''] = [...people].sort();
    return this.database.transaction(async (manager) =>
      work(await PairTransaction.begin(manager, lowId, highId)),
    );
  }
}
