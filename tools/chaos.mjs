import { build } from 'esbuild';
import { ensureInstalled } from './install.mjs';
import { continueOnOwnNode, replaceProcess } from './own-node.mjs';
import { inRoot } from './project.mjs';
import { run } from './run.mjs';

/** `npm run test:chaos -- --seeds 20`: the trials of chat, for as long as one likes; the last line is JSON. */
ensureInstalled();
await continueOnOwnNode();
const isBuilt = await run('nx', ['run', 'api:build', '--outputStyle=static'], {
  stdio: ['inherit', 'ignore', 'inherit'],
});
if (isBuilt !== 0) process.exit(isBuilt);
const program = 'dist/apps/chat-trials/main.js';
await build({
  entryPoints: [inRoot('apps/chat-trials/src/main.ts')],
  outfile: inRoot(program),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
});
await replaceProcess(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)]);
