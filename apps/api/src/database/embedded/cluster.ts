import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../../config/startup-error.js';
import { type Binaries, exists, program } from './binaries.js';
import type { SystemUser } from './system-user.js';

const run = promisify(execFile);

/** The superuser of the cluster, and the name of the one database that the product uses in it. */
export const databaseUser = 'parlour';

/** The environment of the PostgreSQL programs: nothing of ours, PG* and LANG least of all. */
export const programEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };

export const clusterFolder = (folder: string): string => join(folder, 'cluster');
const passwordFile = (folder: string): string => join(folder, 'password');

/** An initialised cluster with its password. */
export interface Cluster {
  /** Holds `cluster` (PostgreSQL's data directory) and `password`. */
  readonly folder: string;
  readonly password: string;
}

/** Opens the cluster of a folder, which is made when it is not there yet. Only one process may be at it. */
export async function openCluster(
  folder: string,
  binaries: Binaries,
  user: SystemUser | null,
): Promise<Cluster> {
  if (!(await exists(passwordFile(folder)))) await initialise(folder, binaries, user);
  await requireSameVersion(folder, binaries);
  return { folder, password: (await readFile(passwordFile(folder), 'utf8')).trim() };
}

/** Made under another name and renamed when whole: what a crash leaves behind is never taken for a cluster. */
async function initialise(folder: string, binaries: Binaries, user: SystemUser | null): Promise<void> {
  const target = await readlink(folder).then(
    (to) => resolve(dirname(folder), to),
    () => folder,
  );
  await removeDrafts(target);
  const draft = `${target}.new-${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile(draft), randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  if (user !== null) for (const path of [draft, passwordFile(draft)]) await chown(path, user.uid, user.gid);
  await run(program(binaries, 'initdb'), initdbArguments(draft), {
    cwd: '/',
    env: programEnvironment,
    ...user,
  }).catch((error: Error & { stderr?: string }) => {
    const why = ((error.stderr ?? '').trim() || error.message).replace(/\n\s*/g, ' ').replace(/\.?$/, '.');
    throw new StartupError(`PostgreSQL could not make its folder ${clusterFolder(draft)}: ${why}`);
  });
  await rename(draft, target);
}

/** Elsewhere than on Linux, C.UTF-8 may be unknown to the system; PostgreSQL brings its own since version 17. */
const locale =
  process.platform === 'linux'
    ? ['--locale=C.UTF-8']
    : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

const initdbArguments = (folder: string): string[] => [
  `--pgdata=${clusterFolder(folder)}`,
  `--username=${databaseUser}`,
  `--pwfile=${passwordFile(folder)}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  ...locale,
];

async function removeDrafts(target: string): Promise<void> {
  const siblings = await readdir(dirname(target)).catch(() => []);
  for (const name of siblings.filter((name) => name.startsWith(`${basename(target)}.new-`))) {
    await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

async function requireSameVersion(folder: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(clusterFolder(folder), 'PG_VERSION'), 'utf8')).trim();
  const major = binaries.version.split('.')[0];
  if (found === major) return;
  throw new StartupError(
    `The data in ${clusterFolder(folder)} was written by PostgreSQL ${found}, but ${major} is installed: dump it with the old one and load it into the new.`,
  );
}
