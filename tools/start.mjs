import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { continueOnOwnNode, replaceProcess } from './own-node.mjs';

/** `npm start`: installs what is missing, builds what has changed, and becomes the server. */
ensureInstalled();
await continueOnOwnNode();
await build();
// npm that is killed hard tells nobody; the server then sees that its parent has gone.
const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
await replaceProcess(
  process.execPath,
  ['dist/apps/api/main.js'],
  isUnderNpm ? { PARLOUR_STOP_WITH_PARENT: '1' } : {},
);
