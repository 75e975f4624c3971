import { DataSource } from 'typeorm';
import { StartupError } from '../config/startup-error.js';
import { dataSourceOptions } from './data-source.js';

/** Any number that nothing else locks: two nodes that start at once take turns. */
const migrationLock = 7_239_041;

/**
 * Brings the schema up to date.
 * @throws StartupError where the database cannot be reached; whatever a migration itself throws.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const source = new DataSource({
    ...dataSourceOptions(databaseUrl, [], () => undefined),
    poolSize: 2, // one holds the lock, one migrates
    extra: { keepAlive: true }, // a migration may take as long as it takes
  } as ConstructorParameters<typeof DataSource>[0]);
  await source.initialize().catch((error: Error) => {
    throw new StartupError(
      `The database at ${withoutPassword(databaseUrl)} cannot be reached: ${reasonOf(error)}.`,
    );
  });
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    await source.runMigrations();
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

/** Names resolve to several addresses, and Node then wraps one error for each without a message of its own. */
function reasonOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message : String(first);
  return message.replace(/\.$/, '');
}

function withoutPassword(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
