import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const programPath = 'dist/apps/api/main.js';

/** The built server as a process of its own, with the embedded PostgreSQL, in a temporary folder that outlives its deaths. */
export class TrialServer {
  private child: ChildProcess | null = null;
  private ended: Promise<unknown> = Promise.resolve();
  /** What it said when it ended without being killed. */
  readonly crashes: string[] = [];
  /** The lines of its log: warnings and errors. */
  readonly log: string[] = [];
  /** Where it listens; null while it is down. */
  port: number | null = null;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  /** @param root the folder of the clone. */
  static async start(root: string): Promise<TrialServer> {
    const program = resolve(root, programPath);
    if (!existsSync(program))
      throw new Error('These trials run the built server: build it first (nx build api)');
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-trials-'));
    await chmod(folder, 0o711); // as root, PostgreSQL is another user, who has to get through
    const server = new TrialServer(program, folder);
    await server.launch();
    return server;
  }

  async launch(): Promise<void> {
    const env = { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', DATA_FOLDER: this.folder };
    const child = spawn(process.execPath, [this.program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const ended = new Promise((resolve) => child.once('close', resolve));
    this.ended = ended;
    const opened = new Promise<number>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          const port = /open at http:\S+:(\d+)/.exec(line)?.[1];
          if (port === undefined) this.log.push(line);
          else resolve(Number(port));
        });
      }
      void ended.then(() => reject(new Error(`The server ended: ${this.log.slice(-5).join('\n')}`)));
    });
    this.port = await opened;
    child.once('exit', () => {
      if (this.child === child) this.crashes.push(this.log.slice(-40).join('\n'));
    });
  }

  /** SIGKILL: nothing is put in order before. PostgreSQL dies with it. */
  async kill(): Promise<void> {
    const { child } = this;
    this.port = null;
    this.child = null;
    child?.kill('SIGKILL');
    await this.ended;
  }

  /** Ends all connections of the server to its database. */
  async terminateBackends(): Promise<void> {
    await this.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  }

  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: await this.databaseUrl() });
    client.on('error', () => undefined); // the query rejects
    try {
      await client.connect();
      return (await client.query<Row>(sql, parameters)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async remove(): Promise<void> {
    const { child } = this;
    this.child = null;
    child?.kill('SIGTERM');
    await Promise.race([this.ended, delay(10_000)]);
    child?.kill('SIGKILL');
    await this.ended;
    await rm(this.folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }

  /** The embedded server's own files tell: its password, and in line 4 of its lock file the port. */
  private async databaseUrl(): Promise<string> {
    const folder = join(this.folder, 'postgres');
    const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
    const port = (await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[3];
    return `postgres://parlour:${password}@127.0.0.1:${port}/parlour`;
  }
}
