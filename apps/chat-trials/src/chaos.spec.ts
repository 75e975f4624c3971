import { type Findings, addUp, isClean } from './findings';
import { runTrials } from './run-trials';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
/** `CHAOS_SEED=1234` runs what was printed as "seed 1234" again. */
const given = process.env['CHAOS_SEED'];
const first = Number(given ?? Math.floor(Math.random() * 1_000_000));
const seeds = given === undefined ? [first, first + 1, first + 2] : [first];

describe(`when sockets are cut, answers dropped, tabs reloaded and the server killed at random (seeds ${seeds.join(', ')}),`, () => {
  let all: Findings[];
  const said: string[] = [];

  beforeAll(async () => {
    all = await runTrials(root, seeds, 150, 1, (line) => said.push(line));
  }, 240_000);

  it('what was sent is stored once and in order, and in the end every tab shows what is stored', () => {
    expect({ said, clean: all.map(isClean) }).toEqual({ said, clean: seeds.map(() => true) });
  });

  it('there was something to go wrong: messages, changes, kills, cuts and dropped answers', () => {
    const { sent, acknowledged, changes, faults } = addUp(all);
    expect(sent).toBeGreaterThan(50 * seeds.length);
    expect(acknowledged).toBeGreaterThan(40 * seeds.length);
    expect(changes).toBeGreaterThan(0);
    expect(faults).toMatchObject({ kill: seeds.length, cut: expect.any(Number), reload: expect.any(Number) });
  });
});
