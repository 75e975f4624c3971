import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Binaries, canRun, copyBinaries } from './binaries.js';
import { findSystemUser, isRoot, succeeds, type SystemUser } from './system-user.js';

/** Where PostgreSQL lives, and as whom it runs. */
export interface Place {
  readonly binaries: Binaries;
  /** `<data folder>/postgres`, or what that links to. */
  readonly folder: string;
  readonly user: SystemUser | null;
}

/** Every user can enter it, unlike the home folder of root (mode 0700 by the Filesystem Hierarchy Standard's custom). */
export const sharedFolder = '/var/lib/parlour';

/**
 * Finds a place for PostgreSQL, which refuses to run as root: as root it gets another user, and where that user
 * cannot enter the data folder or the folder of the binaries, a place under `/var/lib/parlour`.
 */
export async function findPlace(
  dataFolder: string,
  installed: Binaries,
  userName: string,
  fallback = sharedFolder,
): Promise<Place> {
  const folder = join(dataFolder, 'postgres');
  if (!isRoot()) return { binaries: installed, folder, user: null };
  const user = (await ownerOf(folder)) ?? (await findSystemUser(userName));
  const binaries = (await canRun(user, installed)) ? installed : await copyBinaries(installed, fallback);
  if (!(await isPresent(folder)) && !(await succeeds('test', ['-x', dataFolder], user))) {
    await placeElsewhere(folder, fallback);
  }
  return { binaries, folder: await target(folder), user };
}

/** A cluster that somebody else made before goes on as that user; PostgreSQL insists on owning its files. */
async function ownerOf(folder: string): Promise<SystemUser | null> {
  const found = await stat(folder).catch(() => null);
  return found === null || found.uid === 0 ? null : { uid: found.uid, gid: found.gid };
}

/** A random name: data of a folder of the same name that was removed must not come back to life. */
async function placeElsewhere(folder: string, fallback: string): Promise<void> {
  await mkdir(fallback, { recursive: true });
  await chmod(fallback, 0o755);
  await symlink(join(fallback, `data-${randomBytes(4).toString('hex')}`), folder);
}

const target = (folder: string): Promise<string> =>
  readlink(folder).then(
    (to) => resolve(dirname(folder), to),
    () => folder,
  );

const isPresent = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
