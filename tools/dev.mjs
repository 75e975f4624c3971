import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { build } from './build.mjs';
import { continueOnOwnNode } from './own-node.mjs';
import { root } from './project.mjs';
import { path } from './run.mjs';

/** `npm run dev`: server and web app, each compiled and reloaded when a file changes, and stopped together. */
ensureInstalled();
await continueOnOwnNode();
await build();

const env = { ...process.env, PATH: path(), NODE_ENV: 'development', PORT: process.env.PORT || '3000' };
const compile = (project) => ['tsc', ['-p', project, '--watch', '--preserveWatchOutput']];
const programs = [
  compile('libs/contracts/tsconfig.lib.json'),
  compile('apps/api/tsconfig.app.json'),
  ['node', ['--watch', '--watch-preserve-output', 'dist/apps/api/main.js']],
  ['nx', ['run', 'web:serve', '--outputStyle=stream-without-prefixes']],
];

const children = programs.map(([command, args]) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', env }),
);
const stop = () => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop).on('SIGTERM', stop);
// One that ends takes the others with it: half of them would look like a running whole.
const ends = children.map(
  (child) => new Promise((resolve) => child.once('exit', resolve).once('error', resolve)),
);
await Promise.race(ends);
stop();
await Promise.all(ends);
process.exit(0);
