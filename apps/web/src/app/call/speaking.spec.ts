import { Speakers, levelEveryMs } from './speaking';

function hear(levels: readonly number[]): boolean[] {
  const speakers = new Speakers();
  return levels.map((level, index) =>
    speakers.hear(new Map([['ben', level]]), index * levelEveryMs).has('ben'),
  );
}

describe('who speaks', () => {
  it('is seen after two loud moments', () => {
    expect(hear([0, 0.2, 0.2])).toEqual([false, false, true]);
  });

  it('is not somebody whose door slammed', () => {
    expect(hear([0, 0.9, 0, 0, 0, 0])).not.toContain(true);
  });

  it('is not somebody who breathes', () => {
    expect(hear(Array.from({ length: 20 }, () => 0.01))).not.toContain(true);
  });

  it('stays marked between two words and not long after', () => {
    const marks = hear([0.2, 0.2, ...Array.from({ length: 12 }, () => 0)]);
    expect(marks.slice(1, 8)).not.toContain(false);
    expect(marks.at(-1)).toBe(false);
  });

  it('forgets those who left', () => {
    const speakers = new Speakers();
    speakers.hear(new Map([['ben', 0.5]]), 0);
    speakers.hear(new Map([['ben', 0.5]]), 100);
    expect([...speakers.hear(new Map(), 200)]).toEqual([]);
  });
});
