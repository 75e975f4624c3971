import { freshCpu, freshWay, learnCpu, learnWay, type Observation, type WayLimit } from './limits';

const wide: Observation = { limited: null, estimate: 3_000_000, loss: 0, audio: 40_000, pictures: 1_700_000 };
const thin: Observation = { ...wide, limited: 'bandwidth', estimate: 300_000 };

/** The ceiling after each reading; what is allowed follows it, as the policy has it. */
function ceilings(observations: readonly Observation[], from: WayLimit = freshWay): (number | null)[] {
  let limit = from;
  return observations.map((seen) => {
    limit = learnWay(limit, { ...seen, pictures: Math.min(seen.pictures, limit.ceiling ?? Infinity) });
    return limit.ceiling;
  });
}

const times = (count: number, seen: Observation): Observation[] => Array.from({ length: count }, () => seen);
const last = (list: readonly (number | null)[]): number | null | undefined => list.at(-1);

describe('what a way carries', () => {
  it('is no question while the browser finds it out at the beginning', () => {
    expect(ceilings([...times(5, thin), ...times(20, wide)])).toEqual(times(25, wide).map(() => null));
  });

  it('is known to be little after two bad readings: less than the estimate, after audio', () => {
    expect(ceilings([...times(5, wide), thin, thin])).toEqual([null, null, null, null, null, null, 215_000]);
    expect(last(ceilings([...times(5, wide), thin, wide, thin, wide]))).toBeNull();
  });

  it('is not doubted because an encoder would like more than it is given, nor because there is little to send', () => {
    expect(last(ceilings(times(30, { ...wide, limited: 'bandwidth' })))).toBeNull();
    expect(last(ceilings(times(30, { ...wide, estimate: 300_000 })))).toBeNull();
  });

  it('is tried again in steps, until nothing limits any more', () => {
    const found = ceilings([...times(5, wide), ...times(2, thin), ...times(40, wide)]);
    const rising = [...new Set(found)];
    expect(rising.slice(0, 4)).toEqual([null, 215_000, 322_500, 483_750]);
    expect(last(found)).toBeNull();
  });

  it('that turns out to be thin still is tried more and more seldom', () => {
    // It carries 400 kbit/s: whatever is above that is too much.
    let limit = freshWay;
    const raisedAt: number[] = [];
    for (let reading = 0; reading < 300; reading++) {
      const pictures = Math.min(1_700_000, limit.ceiling ?? Infinity);
      const tight = pictures > 400_000;
      const before = limit.ceiling;
      limit = learnWay(limit, {
        ...wide,
        limited: tight ? 'bandwidth' : null,
        estimate: tight ? 400_000 : 900_000,
        pictures,
      });
      if (before !== null && (limit.ceiling ?? Infinity) > before) raisedAt.push(reading);
    }
    const pauses = raisedAt.slice(1).map((at, index) => at - (raisedAt[index] ?? 0));
    expect(pauses.slice(0, 3)).toEqual([12, 22, 42]);
    expect(new Set(pauses.slice(2))).toEqual(new Set([42]));
  });

  it('is nothing but audio where there is no room for a picture, and a small one is tried after a while', () => {
    const none = { ...thin, estimate: 60_000 };
    const found = ceilings([...times(5, wide), ...times(2, none), ...times(5, { ...wide, pictures: 0 })]);
    expect(found.slice(6)).toEqual([0, 0, 0, 0, 0, 60_000]);
  });

  it('is told by its losses where the browser has no estimate', () => {
    const silent = { ...wide, estimate: null };
    expect(last(ceilings(times(12, { ...silent, loss: 0.05 })))).toBeNull();
    expect(last(ceilings([...times(5, silent), ...times(2, { ...silent, loss: 0.2 })]))).toBe(1_445_000);
  });
});

describe('a processor that cannot keep up', () => {
  function steps(busy: readonly boolean[]): number[] {
    let limit = freshCpu;
    return busy.map((isBusy) => {
      limit = learnCpu(limit, isBusy);
      return limit.steps;
    });
  }
  const repeated = (count: number, busy: boolean): boolean[] => Array.from({ length: count }, () => busy);

  it('asks for less after two readings, and not for a single one', () => {
    expect(steps([true, false, true, true])).toEqual([0, 0, 0, 1]);
  });

  it('asks for less and less, down to where there is nothing left to save', () => {
    expect(steps(repeated(20, true)).at(-1)).toBe(4);
  });

  it('gets more again when it has been well for ten seconds', () => {
    expect(steps([...repeated(2, true), ...repeated(4, false)]).at(-1)).toBe(1);
    expect(steps([...repeated(2, true), ...repeated(5, false)]).at(-1)).toBe(0);
  });
});
