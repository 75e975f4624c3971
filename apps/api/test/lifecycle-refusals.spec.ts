import { jest } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type Ended, launchServer, newDataFolder, processesOf } from './server-process.js';

jest.setTimeout(60_000);

describe('a server that cannot start', () => {
  let folder: Awaited<ReturnType<typeof newDataFolder>>;

  beforeEach(async () => {
    folder = await newDataFolder();
  });
  afterEach(() => folder.remove());

  /** One sentence on one line, no stack, and a failure for the shell. */
  const expectOneSentence = ({ code, errors, output }: Ended, pattern: RegExp) => {
    expect(errors.trimEnd().split('\n')).toEqual([expect.stringMatching(pattern)]);
    expect(errors.endsWith('.\n')).toBe(true);
    expect(output).toBe('');
    expect(code).toBe(1);
  };

  it('says that the port is in use, and leaves no PostgreSQL behind', async () => {
    const squatter = await listenSomewhere();
    const port = String((squatter.address() as { port: number }).port);
    const ended = await launchServer(folder.path, { PORT: port }).ended;
    squatter.close();
    expectOneSentence(ended, new RegExp(`^Port ${port} is in use: `));
    expect(await processesOf(folder.path)).toEqual([]);
  });

  it('says that the database cannot be reached, without its password', async () => {
    const squatter = await listenSomewhere();
    const { port } = squatter.address() as { port: number };
    squatter.close(); // a port on which nobody listens
    const ended = await launchServer(folder.path, {
      DATABASE_URL: `postgres://someone:hidden@127.0.0.1:${port}/parlour`,
    }).ended;
    expectOneSentence(ended, /^The database at 127\.0\.0\.1:\d+\/parlour cannot be reached: .*ECONNREFUSED/);
    expect(ended.errors).not.toContain('hidden');
  });

  it('says that the data folder cannot be written', async () => {
    await writeFile(join(folder.path, 'file'), '');
    const ended = await launchServer(join(folder.path, 'file/data')).ended;
    expectOneSentence(ended, /^The data folder .*\/file\/data cannot be written /);
  });

  it('says that the folder of the database cannot be written, where only that is so', async () => {
    await mkdir(join(folder.path, 'parlour.lock'));
    expectOneSentence(await launchServer(folder.path).ended, /^The data folder .* cannot be used: /);
  });

  it('says that another server uses its folder, and leaves that one alone', async () => {
    const first = launchServer(folder.path);
    const url = await first.opened;
    const ended = await launchServer(folder.path).ended;
    expectOneSentence(ended, /^Another Parlour server \(process \d+\) is using the data folder /);
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
    await first.kill('SIGTERM');
  });

  it('names the variable that makes no sense', async () => {
    const ended = await launchServer(folder.path, { PORT: 'eighty' }).ended;
    expectOneSentence(ended, /^The configuration has a value that cannot be used: PORT \(/);
  });
});

const listenSomewhere = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
