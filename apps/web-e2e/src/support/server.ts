import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const root = join(import.meta.dirname, '../../../..');
const readyWithinMs = 60_000;

/** A Parlour of a test's own, as it is built, beside the one that all tests share: with other settings, or to be killed. */
export class Server {
  private process: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'parlour-e2e-'));
    await chmod(folder, 0o755); // as root, the database runs as a user who must be able to enter
    const port = await freePort();
    const server = new Server(`http://localhost:${port}`, folder, {
      PORT: `${port}`,
      DATA_FOLDER: folder,
      LOG_LEVEL: 'warn',
      ...environment,
    });
    await server.run();
    return server;
  }

  /** Again, at the same address and with the same data. */
  async run(): Promise<void> {
    this.process = spawn(process.execPath, ['dist/apps/api/main.js'], {
      cwd: root,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await expect
      .poll(() => this.isReady(), { timeout: readyWithinMs, message: 'the server is ready' })
      .toBe(true);
  }

  /** As by the kernel: it has no time to say anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/api/health/ready`).catch(() => null);
    return answer?.ok === true;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.process;
    this.process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}
