import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../../config/startup-error.js';
import { startOf } from './processes.js';

const holder = z.object({ pid: z.number().int(), startedAt: z.string() });

/** While held, no other server uses this data folder. */
export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process. A lock whose holder has died is taken over.
 * @throws StartupError while another live server holds it.
 */
export async function lockInstance(dataFolder: string): Promise<InstanceLock> {
  const path = join(dataFolder, 'parlour.lock');
  const own = `${path}.${process.pid}`;
  await writeFile(own, JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) }));
  try {
    while (!(await linked(own, path))) await removeIfStale(path, dataFolder);
  } finally {
    await unlink(own);
  }
  return { release: () => unlink(path).catch(ignoreMissing) };
}

async function removeIfStale(path: string, dataFolder: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(ignoreMissing);
  if (found === undefined) return;
  const pid = await liveHolder(found);
  if (pid !== null) {
    throw new StartupError(
      `Another Parlour server (process ${pid}) is using the data folder ${dataFolder}: stop it, or give this one its own folder in DATA_FOLDER.`,
    );
  }
  // Moved away before it is removed: what was moved may by now be the new lock of somebody faster.
  const aside = `${path}.stale.${process.pid}`;
  await rename(path, aside).catch(ignoreMissing);
  const moved = await readFile(aside, 'utf8').catch(ignoreMissing);
  if (moved !== undefined && moved !== found) await linked(aside, path);
  await unlink(aside).catch(ignoreMissing);
}

async function liveHolder(lock: string): Promise<number | null> {
  const parsed = holder.safeParse(parseJson(lock));
  if (!parsed.success) return null;
  const { pid, startedAt } = parsed.data;
  return (await startOf(pid)) === startedAt ? pid : null;
}

/** A hard link appears whole or not at all, and never over something that is there. */
const linked = (from: string, to: string): Promise<boolean> =>
  link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
