import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * When a live process was started, in a form that is good for comparing only; `null` for one that has ended.
 * Together with the number it names a process for good: numbers alone are given again.
 */
export async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // proc_pid_stat(5): the name in brackets may hold anything, so count behind its end: state is 3, start time 22.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const hasEnded = fields === undefined || fields[0] === 'Z' || fields[0] === 'X';
  return hasEnded ? null : (fields[19] ?? null);
}

/** The command line of a live process; `null` for one that has ended. */
export async function commandOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return askPs(pid, 'command=');
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return line === null || line === '' ? null : line.replaceAll('\0', ' ').trim(); // empty for a zombie
}

/** @returns whether the process ended within the time. */
export async function hasEndedWithin(timeoutMs: number, pid: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await startOf(pid)) !== null) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Only Linux has /proc; POSIX has ps. */
async function askPs(pid: number, field: string): Promise<string | null> {
  const answer = await run('ps', ['-ww', '-o', field, '-p', String(pid)]).catch(() => null);
  const text = answer?.stdout.trim() ?? '';
  return text === '' ? null : text;
}
