import { spawn } from 'node:child_process';
import type { SystemUser } from './system-user.js';

/** Watches over a PostgreSQL on behalf of this process. */
export interface Guard {
  /** PostgreSQL has been stopped in order: there is nothing left to guard. */
  dismiss(): void;
}

/** A line means "dismissed"; the end of the input without one means that the holder of the other end has died. */
const script = 'read -r line || kill -INT "$1"';

/**
 * Starts a tiny shell that stops PostgreSQL when this process dies without doing so itself (`kill -9`, a crash).
 * It has a session of its own, so that neither Ctrl-C nor the death of a process group reaches it.
 */
export function guard(pid: number, user: SystemUser | null): Guard {
  const shell = spawn('/bin/sh', ['-c', script, 'parlour-guard', String(pid)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...user,
  });
  shell.on('error', () => undefined); // the next start still finds an orphan by its postmaster.pid
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return { dismiss: () => shell.stdin.end('dismissed\n') };
}
