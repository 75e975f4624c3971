import { ensureInstalled } from '../install.mjs';
import { continueOnOwnNode } from '../own-node.mjs';
import { fail } from '../project.mjs';
import { runQuietly } from '../run.mjs';

/** These open the app itself in a browser. */
const ofTheApp = ['join', 'mesh'];

/** `npm run bench:… [-- options]`: builds what has changed, and runs the script of that name in this folder. */
ensureInstalled();
await continueOnOwnNode();
const [name] = process.argv.splice(2, 1);
const projects = ofTheApp.includes(name) ? 'api,web' : 'api';
const { code, output } = await runQuietly('nx', [
  'run-many',
  ...['-t', 'build', '-p', projects, '--outputStyle=static'],
]);
if (code !== 0) fail(`The build failed:\n${output}`);
await import(`./${name}.mjs`);
