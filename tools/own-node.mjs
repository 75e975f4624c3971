import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { inRoot, root } from './project.mjs';
import { path } from './run.mjs';

const ownNode = inRoot('node_modules/node/bin/node');
const parentCheckMs = 500;

/** Goes on under the Node that the lock file names; returns only when that is the one running. */
export async function continueOnOwnNode() {
  process.chdir(root);
  if (!existsSync(ownNode) || realpathSync(process.execPath) === realpathSync(ownNode)) return;
  await replaceProcess(ownNode, process.argv.slice(1));
}

/**
 * Becomes another program: one process fewer between the terminal and the server, so that signals need no
 * forwarding. Node 20 and Windows cannot, and get a child that is tied to this process in life and death.
 */
export async function replaceProcess(program, args, extraEnv = {}) {
  const env = { ...process.env, PATH: path(), ...extraEnv };
  if (typeof process.execve === 'function') process.execve(program, [program, ...args], env);
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop('SIGTERM'), parentCheckMs).unref();
  await new Promise(() => {
    child.once('error', (error) => {
      console.error(error.message);
      process.exit(1);
    });
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}
