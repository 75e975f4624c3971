import { ensureInstalled } from '../install.mjs';
import { continueOnOwnNode } from '../own-node.mjs';
import { fail } from '../project.mjs';
import { runQuietly } from '../run.mjs';

/** `npm run bench:… [-- options]`: builds the server where it has changed, and runs the script of that name in this folder. */
ensureInstalled();
await continueOnOwnNode();
const [name] = process.argv.splice(2, 1);
const { code, output } = await runQuietly('nx', ['build', 'api', '--outputStyle=static']);
if (code !== 0) fail(`The build failed:\n${output}`);
await import(`./${name}.mjs`);
