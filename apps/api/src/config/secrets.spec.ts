import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from './secrets.js';

describe('the secrets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parlour-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are made once, for the eyes of their owner only', async () => {
    const dataFolder = join(folder, 'made/on/demand');
    const first = await loadSecrets(dataFolder);
    expect((await stat(join(dataFolder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(await loadSecrets(dataFolder)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(2);
  });

  it('are the same for two servers that make them at the same moment', async () => {
    const both = await Promise.all([loadSecrets(folder), loadSecrets(folder)]);
    expect(both[0]).toEqual(both[1]);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('are never replaced in silence when their file is damaged', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"accessTokenSecret":');
    await expect(loadSecrets(folder)).rejects.toThrow(/secrets\.json is damaged: restore it/);
  });

  it('name the folder that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(loadSecrets(join(folder, 'file/data'))).rejects.toThrow(
      /^The data folder .*file\/data cannot be written .*DATA_FOLDER\.$/,
    );
  });

  it('are refused where the file system takes no new folders, instead of being tried for ever', async () => {
    await expect(loadSecrets('/proc/parlour/data')).rejects.toThrow(/^The data folder .* cannot be written /);
  });
});
