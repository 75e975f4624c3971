import { mkdir } from 'node:fs/promises';
import { ensureInstalled } from './install.mjs';
import { continueOnOwnNode } from './own-node.mjs';
import { inRoot } from './project.mjs';
import { stages } from './stages.mjs';

/** `npm test`: every check there is, each stage announced; the last line sums up the tests of all suites. */
ensureInstalled();
await continueOnOwnNode();
await mkdir(inRoot('test-results'), { recursive: true });

const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };

for (const stage of stages()) {
  const missing = stage.needs?.find((name) => failures.includes(name));
  console.log(`\n=== ${stage.name} ===`);
  const problem = missing === undefined ? await problemOf(stage) : `not run, as ${missing} failed`;
  if (problem === null) continue;
  failures.push(stage.name);
  console.error(`!!! ${stage.name}: ${problem}`);
}

console.log('');
if (failures.length > 0) console.error(`Failed stages: ${failures.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(failures.length > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Runs a stage and adds up its tests. @returns why it failed, or `null` */
async function problemOf({ work, counts }) {
  const startedAt = Date.now();
  const code = await work().catch((error) => error.message);
  const empty = counts === undefined ? [] : await addUp(counts).catch((error) => [error.message]);
  console.log(`(${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
  if (code !== 0) return `failed (${code})`;
  return empty.length > 0 ? `no tests ran in ${empty.join(', ')}` : null;
}

async function addUp(counts) {
  const { empty, ...numbers } = await counts();
  for (const [name, number] of Object.entries(numbers)) total[name] += number;
  return empty;
}
