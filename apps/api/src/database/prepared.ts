import type { Pool } from 'pg';
import { type DataSource, QueryFailedError } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/**
 * A statement that every connection of the pool parses and plans once: for those that come many times a second and take longer
 * to plan than to run. PostgreSQL plans anew when the statistics of a table have changed.
 */
export interface Prepared {
  /** No two statements have the same. */
  readonly name: string;
  readonly sql: string;
}

/** @throws QueryFailedError, like every query of a `DataSource`. */
export async function queryPrepared<Row>(
  database: DataSource,
  { name, sql }: Prepared,
  parameters: unknown[],
): Promise<Row[]> {
  const pool = (database.driver as PostgresDriver).master as Pool; // TypeORM names no statements
  try {
    const { rows } = await pool.query({ name, text: sql, values: parameters });
    return rows as Row[];
  } catch (error) {
    throw new QueryFailedError(sql, parameters, error as Error);
  }
}
