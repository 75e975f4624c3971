import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { indexMessages, takeQueued } from './search-index.sql.js';

/** These messages were taken, and could not be indexed; nothing was changed. */
export class IndexingFailed extends Error {
  constructor(
    readonly messageIds: readonly string[],
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : 'failed');
  }
}

@Injectable()
export class SearchQueueRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Brings the entries of queued messages up to date, the newest first: of all that it takes or, where it throws, of none.
   * Several may do so at once, each takes others.
   * @param except these stay where they are.
   * @returns how many there were.
   * @throws IndexingFailed
   */
  index(limit: number, except: readonly string[]): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const taken = await transaction.query<{ id: string }[]>(takeQueued, [limit, except]);
      const ids = taken.map(({ id }) => id);
      if (ids.length === 0) return 0;
      try {
        await transaction.query(indexMessages, [ids]);
      } catch (error) {
        throw new IndexingFailed(ids, error);
      }
      return ids.length;
    });
  }
}
