import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '../../config/startup-error.js';
import { commandOf, hasEndedWithin, signal, startOf } from './processes.js';

/** A fast shutdown writes a checkpoint, which takes seconds after heavy load on a slow disk. */
const shutdownTimeoutMs = 60_000;

/**
 * Stops a PostgreSQL that a server killed hard has left behind in a data directory. To be called under the instance
 * lock only: whatever runs there then has no owner.
 */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, 'postmaster.pid');
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || (await startOf(pid)) === null) return;
  if (!(await isPostgresOf(dataDirectory, pid))) {
    // The number was given again, to a stranger whom PostgreSQL would take for its living predecessor.
    await unlink(path);
    return;
  }
  signal(pid, 'SIGINT');
  if (await hasEndedWithin(shutdownTimeoutMs, pid)) return;
  throw new StartupError(`A PostgreSQL of an earlier start (process ${pid}) does not stop: end it by hand.`);
}

async function isPostgresOf(dataDirectory: string, pid: number): Promise<boolean> {
  const command = await commandOf(pid);
  return command !== null && command.includes('postgres') && command.includes(dataDirectory);
}
