import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Binaries, program } from './binaries.js';
import { type Cluster, clusterFolder, programEnvironment } from './cluster.js';
import { guard } from './guard.js';
import type { SystemUser } from './system-user.js';

/** After a crash PostgreSQL first replays its log; `checkpoint_timeout` bounds that to minutes at the very worst. */
const startTimeoutMs = 120_000;
const fastShutdownTimeoutMs = 20_000;
const keptLines = 20;

/** One running PostgreSQL. */
export interface Postmaster {
  readonly pid: number;
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

/** PostgreSQL did not come up. The message holds what it said. */
export class PostmasterError extends Error {}

export type ServerSettings = Readonly<Record<string, string | number>>;

/**
 * Starts PostgreSQL on a port of 127.0.0.1 and waits until it takes connections.
 * @throws PostmasterError where it ends or says nothing instead.
 */
export async function startPostmaster(
  binaries: Binaries,
  cluster: Cluster,
  user: SystemUser | null,
  settings: ServerSettings,
): Promise<Postmaster> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program(binaries, 'postgres'), ['-D', clusterFolder(cluster.folder), ...flags], {
    cwd: '/',
    env: programEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C is for the server, which then stops PostgreSQL last
    ...user,
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  );
  await untilReady(child);
  const pid = child.pid as number;
  const { dismiss } = guard(pid, user);
  void ended.then(dismiss);
  return { pid, ended, stop: () => stop(child, ended) };
}

function untilReady(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGQUIT');
      reject(new PostmasterError([why, ...lines].join('\n')));
    };
    const timer = setTimeout(() => fail('PostgreSQL does not get ready'), startTimeoutMs);
    child.once('error', (error) => fail(error.message));
    // "close" and not "exit": only then everything that it said has been read.
    child.once('close', () => {
      clearTimeout(timer);
      fail('PostgreSQL did not start');
    });
    // Read to the end of its life: a full pipe would stop PostgreSQL in the middle of a log line.
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      if (!line.includes('database system is ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), fastShutdownTimeoutMs);
  await ended;
  clearTimeout(timer);
}
