import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { inRoot, root } from './project.mjs';

/** The programs of node_modules first, as npm has it; our own Node 24 among them. */
export const path = () => [inRoot('node_modules/.bin'), process.env.PATH].join(delimiter);

/**
 * Runs a program to its end, at this terminal, and passes requests to stop on to it.
 * @returns its exit code; 1 where it was ended by a signal or does not exist.
 */
export function run(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, PATH: path(), ...env } });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', stop).off('SIGTERM', stop));
}

/** The same, with what it prints kept back. @returns `{ code, output }` */
export async function runQuietly(command, args, env = {}) {
  const chunks = [];
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path(), ...env },
  });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return { code, output: Buffer.concat(chunks).toString() };
}
