import { parseArgs } from 'node:util';
import { addUp, counted } from './findings';
import { runTrials } from './run-trials';

/** `npm run test:chaos -- --seeds 20 [--seed 1234] [--steps 400] [--kills 2]`. The last line is JSON. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '250' },
    kills: { type: 'string', default: '2' },
  },
});
const first = Number(values.seed ?? process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const count = Number(values.seeds ?? (values.seed === undefined ? 20 : 1));
const seeds = Array.from({ length: count }, (_, index) => first + index);

const say = (line: string) => process.stdout.write(`${line}\n`);
const all = await runTrials(process.cwd(), seeds, Number(values.steps), Number(values.kills), say);
const { faults, ...totals } = addUp(all);
const goal = Object.fromEntries(counted.map((name) => [name, 0]));
const met = counted.every((name) => totals[name] === 0);
say(JSON.stringify({ what: 'chaos', seeds: seeds.length, first, ...totals, faults, goal, met }));
process.exit(met ? 0 : 1);
