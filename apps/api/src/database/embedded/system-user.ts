import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartupError } from '../../config/startup-error.js';

const run = promisify(execFile);

/** As whom a program is started; `null` stands for whoever runs this process. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** @throws StartupError where this machine has no such user. */
export async function findSystemUser(name: string): Promise<SystemUser> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await run('id', [flag, name])).stdout),
    );
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    throw new StartupError(`This machine has no user ${name}: name another in POSTGRES_USER.`);
  }
}

/**
 * Whether a program runs and succeeds for a user. Asked of the system rather than read from the modes of the
 * folders on the way, which leave out access lists, read-only mounts and missing libraries.
 */
export async function succeeds(
  program: string,
  args: readonly string[],
  user: SystemUser | null,
): Promise<boolean> {
  try {
    await run(program, args, { cwd: '/', ...user });
    return true;
  } catch {
    return false;
  }
}
