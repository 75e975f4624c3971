import { ensureInstalled } from './install.mjs';
import { continueOnOwnNode, replaceProcess } from './own-node.mjs';

/** `npm run build` and its like: a target of every project, also in a clone where nothing is installed yet. */
ensureInstalled();
await continueOnOwnNode();
const [target, ...rest] = process.argv.slice(2);
await replaceProcess(process.execPath, [
  'node_modules/.bin/nx',
  'run-many',
  '-t',
  target,
  '--outputStyle=static',
  ...rest,
]);
