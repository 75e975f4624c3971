import { type DataSourceOptions, type EntitySchema } from 'typeorm';
import { migrations } from './migrations/index.js';
import { SturdyClient } from './sturdy-client.js';

/** A class with `@Entity()`. */
export type EntityClass = (new () => object) | EntitySchema;

/** No answer within this time means that the server is not there; a local one answers in 20 ms. */
const connectTimeoutMs = 5_000;
/** The longest query of ours takes milliseconds. Ends what a client would no longer wait for. */
const statementTimeoutMs = 10_000;
/** Counted in this process: a server that is stopped cannot count for itself. */
const queryTimeoutMs = 12_000;

/** How this program talks to PostgreSQL, everywhere. `onPoolError` is told of idle connections that broke. */
export function dataSourceOptions(
  url: string,
  entities: readonly EntityClass[],
  onPoolError: (error: Error) => void,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTransactionMode: 'all',
    synchronize: false,
    logging: false,
    poolSize: 10,
    connectTimeoutMS: connectTimeoutMs,
    applicationName: 'parlour',
    poolErrorHandler: onPoolError,
    extra: {
      Client: SturdyClient,
      keepAlive: true,
      statement_timeout: statementTimeoutMs,
      query_timeout: queryTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
    },
  };
}
