import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { continueOnOwnNode } from './own-node.mjs';
import { root } from './project.mjs';
import { path } from './run.mjs';

/** `npm run dev`: server and web app, each compiled and reloaded when a file changes, and stopped together. */
ensureInstalled();
await continueOnOwnNode();
await build();

const apiPort = process.env.PORT || '3000';
const webPort = process.env.WEB_PORT || '4200';
const compile = (project) => ['tsc', ['-p', project, '--watch', '--preserveWatchOutput']];
const programs = [
  compile('libs/contracts/tsconfig.lib.json'),
  compile('apps/api/tsconfig.app.json'),
  ['node', ['--watch', '--watch-preserve-output', 'dist/apps/api/main.js'], { PORT: apiPort }],
  // Angular's server would take PORT for its own.
  ['nx', ['run', 'web:serve', `--port=${webPort}`], { PORT: undefined, API_PORT: apiPort }],
];
console.log(`The web app will be at http://localhost:${webPort}, and the API behind it at ${apiPort}.`);

const children = programs.map(([command, args, env]) =>
  spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path(), NODE_ENV: 'development', ...env },
  }),
);
let isAsked = false;
const stop = () => children.forEach((child) => child.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isAsked = true;
    stop();
  });
}
// One that ends takes the others with it: half of them would look like a running whole.
const ends = children.map(
  (child) => new Promise((resolve) => child.once('exit', resolve).once('error', resolve)),
);
await Promise.race(ends);
stop();
await Promise.all(ends);
process.exit(isAsked ? 0 : 1);
