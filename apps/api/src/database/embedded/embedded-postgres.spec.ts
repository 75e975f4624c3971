import { jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { startOf } from './processes.js';

jest.setTimeout(60_000);

const userName = 'nobody';
const settings = { fsync: 'off', shared_buffers: '16MB', max_connections: 10 };

describe('the embedded PostgreSQL', () => {
  let dataFolder: string;
  let running: EmbeddedPostgres[];

  beforeEach(async () => {
    running = [];
    dataFolder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-embedded-'));
    await chmod(dataFolder, 0o711);
  });

  afterEach(async () => {
    for (const postgres of running) await postgres.stop();
    await rm(dataFolder, { recursive: true });
  });

  const start = async () => {
    const postgres = await startEmbeddedPostgres({ dataFolder, userName, settings });
    running.push(postgres);
    return postgres;
  };
  const stopAll = async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
  };
  const postmasterPid = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
  const pidFile = () => join(dataFolder, 'postgres/cluster/postmaster.pid');

  it('comes up empty, in UTF-8, and keeps what was written over a restart', async () => {
    const first = await start();
    expect(await query(first.url, 'show server_encoding')).toBe('UTF8');
    expect(await query(first.url, 'select upper($1)', ['ä'])).toBe('Ä');
    await query(first.url, 'create table kept as select 42 as answer');
    await stopAll();
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toBe(42);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url, folder } = await start();
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a second instance on the same folder in one sentence, and harms the first in nothing', async () => {
    const { url } = await start();
    await expect(start()).rejects.toThrow(
      /^Another Parlour server \(process \d+\) is using the data folder .*\.$/,
    );
    expect(await query(url, 'select 1')).toBe(1);
  });

  it('takes over the folder of a server that has died', async () => {
    await writeFile(
      join(dataFolder, 'parlour.lock'),
      JSON.stringify({ pid: process.pid, startedAt: 'another life' }),
    );
    await expect(start()).resolves.toBeDefined();
  });

  it('begins anew where a first start was cut off in the middle', async () => {
    const half = join(dataFolder, 'postgres.new-1/cluster');
    await mkdir(half, { recursive: true });
    const { url } = await start();
    expect(await query(url, 'select 1')).toBe(1);
    await expect(stat(half)).rejects.toThrow(/ENOENT/);
  });

  it('is not led astray by a stale postmaster.pid whose number now belongs to somebody else', async () => {
    await start();
    const lines = (await readFile(pidFile(), 'utf8')).split('\n');
    await stopAll();
    const stranger = spawn('sleep', ['60'], { uid: await ownerOf(dataFolder) });
    await writeFile(pidFile(), [stranger.pid, ...lines.slice(1)].join('\n'));
    const { url } = await start();
    expect(await query(url, 'select 1')).toBe(1);
    expect(stranger.exitCode).toBeNull();
    await end(stranger);
  });

  it('stops by itself when its server is killed hard, and the next start finds every committed row', async () => {
    const server = await serverProcess(dataFolder);
    await query(server.url, 'create table kept as select 42 as answer');
    const pid = await postmasterPid();
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    await until(async () => (await startOf(pid)) === null);
    const { url } = await start();
    expect(await query(url, 'select answer from kept')).toBe(42);
  });

  it('stops an orphan that even its guard did not stop', async () => {
    const server = await serverProcess(dataFolder);
    const pid = await postmasterPid();
    process.kill(await guardOf(pid), 'SIGKILL');
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    expect(await startOf(pid)).not.toBeNull();
    const { url } = await start();
    expect(await startOf(pid)).toBeNull();
    expect(await query(url, 'select 1')).toBe(1);
  });

  it('is started again, at the same address, when it ends without being asked to', async () => {
    const { url } = await start();
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    await until(
      async () => (await query(url, 'select 1').catch(() => 0)) === 1 && (await postmasterPid()) !== pid,
    );
  });

  it('leaves no process and no lock behind', async () => {
    await start();
    const pid = await postmasterPid();
    const guard = await guardOf(pid);
    await stopAll();
    expect(await startOf(pid)).toBeNull();
    await until(async () => (await startOf(guard)) === null);
    await expect(unlink(join(dataFolder, 'parlour.lock'))).rejects.toThrow(/ENOENT/);
  });
});

async function query(url: string, sql: string, values: unknown[] = []): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the server may be killed under it; the query then rejects
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, values);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Another process with an embedded PostgreSQL of its own, to be killed. */
async function serverProcess(dataFolder: string): Promise<{ process: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, '../../../test/embedded-postgres-process.mjs');
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: line.toString().trim() };
}

async function guardOf(postmasterPid: number): Promise<number> {
  const search = spawn('ps', ['-A', '-ww', '-o', 'pid=,args='], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunks] = await Promise.all([search.stdout.toArray(), once(search, 'exit')]);
  const lines = Buffer.concat(chunks as Buffer[])
    .toString()
    .split('\n');
  return Number.parseInt(lines.find((line) => line.endsWith(`parlour-guard ${postmasterPid}`)) ?? '');
}

const ownerOf = async (dataFolder: string): Promise<number> => (await stat(join(dataFolder, 'postgres'))).uid;

async function end(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'exit');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to pass within 15 s');
    await delay(20);
  }
}
