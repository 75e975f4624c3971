import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../project.mjs';

/** Tells the parent that this server is open, and from then on answers what it asks about this process. Ends with it. */
export function answerParent(opened, stop = () => undefined) {
  process.on('message', ({ id, command }) => {
    if (command === 'usage') process.send({ id, value: usage() });
    if (command === 'collect') process.send({ id, value: collected() });
  });
  process.on('disconnect', async () => {
    await stop();
    process.exit();
  });
  process.send({ opened });
}

function usage() {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() };
}

/** Without what is garbage. */
function collected() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return { heldBytes: heapUsed + external };
}

/** A script of this folder as a process on one core, which answers commands. */
export class Child {
  #process;
  #asked = 0;

  /** @param core where it runs; null: anywhere. */
  constructor(script, { core = null, env = {}, nodeOptions = [] } = {}) {
    const path = inRoot('tools/bench', script);
    const options = {
      cwd: inRoot(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    };
    const execArgv = ['--expose-gc', ...nodeOptions];
    this.#process =
      core === null
        ? fork(path, [], { ...options, execArgv })
        : spawn('taskset', ['-c', String(core), process.execPath, ...execArgv, path], options);
    this.ended = once(this.#process, 'exit');
    this.ended.then(([code]) => code && process.exit(code));
  }

  get pid() {
    return this.#process.pid;
  }

  /** What the server says of itself once it is open. */
  async opened() {
    for (;;) {
      const [{ opened }] = await once(this.#process, 'message');
      if (opened) return opened;
    }
  }

  async ask(command, options = {}) {
    const id = ++this.#asked;
    const answer = new Promise((resolve, reject) => {
      const listen = (message) => {
        if (message.id !== id) return;
        this.#process.off('message', listen);
        if (message.error === undefined) resolve(message.value);
        else reject(new Error(message.error));
      };
      this.#process.on('message', listen);
    });
    this.#process.send({ id, command, ...options });
    return answer;
  }

  async stop() {
    if (this.#process.connected) this.#process.disconnect();
    await this.ended;
  }
}

/**
 * One core for the servers and their database, another for who loads them: whoever loads must not take from what is measured.
 * Both null where there is no `taskset`, or one core only.
 */
export function cores() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '';
  const all = allowed.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  const hasTaskset = ['/usr/bin/taskset', '/bin/taskset'].some((path) => existsSync(path));
  return hasTaskset && all.length > 1
    ? { servers: all[0], clients: all[1] }
    : { servers: null, clients: null };
}
