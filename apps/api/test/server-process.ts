import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { signal } from '../src/database/embedded/processes.js';

const main = resolve(import.meta.dirname, '../../../dist/apps/api/main.js');
const run = promisify(execFile);

/** How a server ended, and what it said to the person at the terminal. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
  readonly output: string;
}

/** The built server as a process of its own. */
export interface ServerProcess {
  readonly process: ChildProcess;
  /** Its address, once it has said that it is open; rejects where it ends instead. */
  readonly opened: Promise<string>;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

/** On any free port, unless the environment says otherwise. */
export function launchServer(dataFolder: string, env: Record<string, string> = {}): ServerProcess {
  if (!existsSync(main))
    throw new Error('These tests run the built server: build it first (npx nx build api)');
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', DATA_FOLDER: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, errors, output })),
  );
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /open at (http:\S+?)[. ]/.exec(output)?.[1];
      if (url !== undefined) resolve(url.replace('localhost', '127.0.0.1'));
    });
    void ended.then(() => reject(new Error(`The server ended: ${output}${errors}`)));
  });
  opened.catch(() => undefined); // some tests only want the end
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { process: child, opened, ended, kill };
}

/** A data folder that PostgreSQL's user can enter, and that is removed with everything that runs in it. */
export async function newDataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'parlour-lifecycle-'));
  await chmod(path, 0o711);
  const remove = async () => {
    for (const { pid } of await processesOf(path)) signal(pid, 'SIGKILL');
    await until(async () => (await processesOf(path)).length === 0);
    await rm(path, { recursive: true });
  };
  return { path, remove };
}

/** PostgreSQL's processes of a data folder: the postmaster, by its arguments, and its children. */
export async function processesOf(dataFolder: string): Promise<{ pid: number; args: string }[]> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args=']);
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), args: args ?? '' }];
  });
  const own = new Set(all.filter(({ args }) => args.includes(dataFolder)).map(({ pid }) => pid));
  return all.filter(({ pid, parent }) => own.has(pid) || own.has(parent));
}

/** Waits for a state of the world, up to 20 s. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to pass within 20 s');
    await delay(25);
  }
}
