import type { AddressInfo } from 'node:net';
import { createApp } from './app.js';
import { Config, configOf, type ConfigFields } from './config/config.js';
import type { Environment } from './config/environment.js';
import { loadSecrets } from './config/secrets.js';
import { StartupError } from './config/startup-error.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './database/embedded/embedded-postgres.js';
import { migrate } from './database/migrate.js';

/** Everything that one process of Parlour runs. */
export interface Server {
  /** Where people find it, from the same machine. */
  readonly url: string;
  /** Where the embedded PostgreSQL keeps its files; `null` with a given database. */
  readonly databaseFolder: string | null;
  stop(): Promise<void>;
}

/** @throws StartupError for what the person who starts it can mend. */
export async function startServer(
  environment: Environment,
  overrides: Partial<ConfigFields> = {},
): Promise<Server> {
  const secrets = await loadSecrets(environment.DATA_FOLDER);
  const postgres = environment.DATABASE_URL === undefined ? await startPostgres(environment) : null;
  const databaseUrl = postgres?.url ?? environment.DATABASE_URL ?? '';
  try {
    await migrate(databaseUrl);
    const config = new Config({ ...configOf(environment, secrets, databaseUrl), ...overrides });
    const app = await createApp(config);
    const close = () => app.close().finally(() => postgres?.stop());
    try {
      await app.init();
      // Not app.listen, which writes what goes wrong to the log as well: one sentence is enough.
      await app.getHttpAdapter().getInstance().listen({ port: environment.PORT, host: environment.HOST });
    } catch (error) {
      await app.close();
      throw listenError(error, environment);
    }
    const { port } = app.getHttpServer().address() as AddressInfo;
    const url = `http://${publicName(environment.HOST)}:${port}`;
    return { url, databaseFolder: postgres?.folder ?? null, stop: close };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

const startPostgres = (environment: Environment): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    dataFolder: environment.DATA_FOLDER,
    userName: environment.POSTGRES_USER,
    onCrash: () => process.stderr.write('The embedded PostgreSQL ended unexpectedly and is started again.\n'),
  });

function listenError(error: unknown, { HOST, PORT }: Environment): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartupError(
        `Port ${PORT} is in use: stop what listens there, or give another one in PORT.`,
      );
    case 'EACCES':
      return new StartupError(`Port ${PORT} is not for ordinary users: give one above 1023 in PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`${HOST} is no address of this machine: give another one in HOST.`);
    default:
      return error;
  }
}

/** "Every address" is nothing that one can type; and only on localhost do browsers give camera and microphone without TLS. */
const publicName = (host: string): string =>
  ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host;
