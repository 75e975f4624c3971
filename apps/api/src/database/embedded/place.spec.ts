import { jest } from '@jest/globals';
import { chmod, cp, mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from './binaries.js';
import { openCluster } from './cluster.js';
import { findPlace } from './place.js';
import { Supervisor } from './supervisor.js';
import { findSystemUser, isRoot } from './system-user.js';

jest.setTimeout(60_000);

const asRoot = isRoot() ? describe : describe.skip;

asRoot('as root, PostgreSQL', () => {
  let base: string;
  let fallback: string;

  beforeEach(async () => {
    base = await mkdtemp(join(await realpath(tmpdir()), 'parlour-place-'));
    await chmod(base, 0o755);
    fallback = join(base, 'shared');
  });

  afterEach(() => rm(base, { recursive: true }));

  const dataFolder = async (mode: number) => {
    const folder = join(base, 'data');
    await mkdir(folder);
    await chmod(folder, mode);
    return folder;
  };

  it('stays in the data folder where the other user can enter it', async () => {
    const folder = await dataFolder(0o755);
    const place = await findPlace(folder, await findBinaries(), 'nobody', fallback);
    expect(place.folder).toBe(join(folder, 'postgres'));
    expect(place.user).toEqual(await findSystemUser('nobody'));
  });

  it('moves, data and binaries, out of a folder that nobody else can enter, and is found there again', async () => {
    const folder = await dataFolder(0o700);
    const installed = await findBinaries();
    const hidden = { ...installed, folder: join(folder, 'native') };
    await mkdir(hidden.folder);
    await cp(installed.folder, hidden.folder, { recursive: true, verbatimSymlinks: true });

    const place = await findPlace(folder, hidden, 'nobody', fallback);

    expect(place.folder.startsWith(join(fallback, 'data-'))).toBe(true);
    expect(place.binaries.folder).toBe(join(fallback, `postgresql-${installed.version}`));
    const cluster = await openCluster(place.folder, place.binaries, place.user);
    const settings = { unix_socket_directories: '' };
    const supervisor = new Supervisor({ place, cluster, settings, onCrash: () => undefined });
    await supervisor.start();
    await supervisor.stop();
    expect((await findPlace(folder, hidden, 'nobody', fallback)).folder).toBe(place.folder);
  });

  it('goes on as the user who owns the data', async () => {
    const folder = await dataFolder(0o755);
    const installed = await findBinaries();
    const { binaries, user } = await findPlace(folder, installed, 'daemon', fallback);
    await openCluster(join(folder, 'postgres'), binaries, user);
    expect(user).toEqual(await findSystemUser('daemon'));
    expect((await findPlace(folder, installed, 'nobody', fallback)).user).toEqual(user);
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('says so where the named user does not exist', async () => {
    const folder = await dataFolder(0o755);
    await expect(findPlace(folder, await findBinaries(), 'nobody-at-all', fallback)).rejects.toThrow(
      /no user nobody-at-all: name another in POSTGRES_USER\.$/,
    );
  });
});
