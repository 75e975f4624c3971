import { Client } from 'pg';
import { StartupError } from '../../config/startup-error.js';
import { findBinaries } from './binaries.js';
import { databaseUser, openCluster } from './cluster.js';
import { lockInstance } from './instance-lock.js';
import { findPlace } from './place.js';
import { PostmasterError, type ServerSettings } from './postmaster.js';
import { Supervisor } from './supervisor.js';

/** A PostgreSQL of our own, that lives and dies with this process. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Where its files are: below the data folder, unless root's folder cannot be entered by another user. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataFolder: string;
  /** As root: who runs PostgreSQL. */
  readonly userName: string;
  readonly settings?: ServerSettings;
  /** Told when PostgreSQL ended without being asked to and is started again. */
  readonly onCrash?: () => void;
}

const ownSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  lc_messages: 'C', // the line that says "ready" is read
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  jit: 'off', // compiling costs more than any query of ours takes
};

/**
 * Brings up the embedded PostgreSQL of a data folder, with an empty database at the first start.
 * @throws StartupError where it cannot be had, in one sentence; while another server uses the folder, for one.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const lock = await lockInstance(options.dataFolder).catch((error: unknown) => {
    throw sentenceOf(error, options);
  });
  try {
    const { supervisor, folder } = await startSupervisor(options);
    const stop = () => supervisor.stop().finally(() => lock.release());
    return { url: supervisor.url(databaseUser), folder, stop };
  } catch (error) {
    await lock.release();
    throw sentenceOf(error, options);
  }
}

function sentenceOf(error: unknown, { dataFolder }: EmbeddedPostgresOptions): unknown {
  if (error instanceof PostmasterError) return new StartupError(error.message);
  const { syscall, message } = error as NodeJS.ErrnoException;
  return syscall === undefined
    ? error
    : new StartupError(`The data folder ${dataFolder} cannot be used: ${message}.`);
}

async function startSupervisor(options: EmbeddedPostgresOptions) {
  const place = await findPlace(options.dataFolder, await findBinaries(), options.userName);
  const cluster = await openCluster(place.folder, place.binaries, place.user);
  const settings = { ...ownSettings, ...options.settings };
  const supervisor = new Supervisor({ place, cluster, settings, onCrash: () => options.onCrash?.() });
  await supervisor.start();
  try {
    await createDatabase(supervisor.url('postgres'));
  } catch (error) {
    await supervisor.stop();
    throw new StartupError(`The embedded PostgreSQL refuses its own server: ${(error as Error).message}.`);
  }
  return { supervisor, folder: place.folder };
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseUser]);
    if (rowCount === 0) await client.query(`create database ${databaseUser}`);
  } finally {
    await client.end();
  }
}
