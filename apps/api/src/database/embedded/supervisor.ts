import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, clusterFolder, databaseUser } from './cluster.js';
import { stopOrphan } from './orphan.js';
import type { Place } from './place.js';
import { type Postmaster, PostmasterError, type ServerSettings, startPostmaster } from './postmaster.js';

/** How long a start is repeated that meets the remains of a predecessor on its way out, or a port just taken. */
const retryForMs = 2_000;
const firstRestartDelayMs = 250;
const longestRestartDelayMs = 10_000;

export interface SupervisorInputs {
  readonly place: Place;
  readonly cluster: Cluster;
  readonly settings: ServerSettings;
  /** PostgreSQL ended without being asked to, and is started again. */
  readonly onCrash: () => void;
}

/** Keeps one PostgreSQL running, on one port. */
export class Supervisor {
  private readonly inputs: SupervisorInputs;
  private port = 0;
  private postmaster: Postmaster | null = null;
  private isStopping = false;

  constructor(inputs: SupervisorInputs) {
    this.inputs = inputs;
  }

  /** The address of a database of this server, with the password in it. */
  url(database: string): string {
    return `postgres://${databaseUser}:${this.inputs.cluster.password}@127.0.0.1:${this.port}/${database}`;
  }

  /** @throws PostmasterError where PostgreSQL does not come up. */
  async start(): Promise<void> {
    const deadline = Date.now() + retryForMs;
    const isFirst = this.port === 0;
    for (;;) {
      await stopOrphan(clusterFolder(this.inputs.cluster.folder));
      if (isFirst) this.port = await freePort();
      try {
        await this.launch();
        return;
      } catch (error) {
        if (!isWorthAnotherTry(error) || Date.now() > deadline) throw error;
        await delay(50);
      }
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.postmaster?.stop();
  }

  private async launch(): Promise<void> {
    const { place, cluster, settings } = this.inputs;
    const postmaster = await startPostmaster(place.binaries, cluster, place.user, {
      ...settings,
      port: this.port,
    });
    this.postmaster = postmaster;
    if (this.isStopping) await postmaster.stop();
    void postmaster.ended.then(() => this.restart());
  }

  /** On the same port, so that every pool finds it again. */
  private async restart(): Promise<void> {
    let delayMs = firstRestartDelayMs;
    while (!this.isStopping) {
      this.inputs.onCrash();
      await delay(delayMs);
      delayMs = Math.min(delayMs * 2, longestRestartDelayMs);
      if (this.isStopping || (await succeeded(this.start()))) return;
    }
  }
}

const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof PostmasterError && /lock file|shared memory block|could not bind/.test(error.message);

const succeeded = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
