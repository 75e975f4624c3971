import { Speakers, levelEveryMs } from './speakers';

function hear(levels: readonly number[]): boolean[] {
  const speakers = new Speakers();
  return levels.map((level, index) =>
    speakers.hear(new Map([['ben', level]]), index * levelEveryMs).speaking.has('ben'),
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
    expect(speakers.hear(new Map(), 200)).toEqual({ speaking: new Set(), loudest: null });
  });
});

describe('who has the floor', () => {
  /** Each entry is one second in which they are as loud as that; answers with who has the floor at its end. */
  function floor(seconds: readonly Readonly<Record<string, number>>[]): (string | null)[] {
    const speakers = new Speakers();
    let now = 0;
    return seconds.map((levels) => {
      let loudest: string | null = null;
      for (let moment = 0; moment < 1_000 / levelEveryMs; moment++) {
        ({ loudest } = speakers.hear(new Map(Object.entries(levels)), now));
        now += levelEveryMs;
      }
      return loudest;
    });
  }

  it('is nobody before anybody spoke, and stays with the last one in silence', () => {
    expect(
      floor([
        { ada: 0, ben: 0 },
        { ada: 0, ben: 0.2 },
        { ada: 0, ben: 0 },
        { ada: 0, ben: 0 },
      ]),
    ).toEqual([null, 'ben', 'ben', 'ben']);
  });

  it('passes at once to whoever speaks when the other one has ended', () => {
    expect(
      floor([
        { ada: 0.5, ben: 0 },
        { ada: 0, ben: 0 },
        { ada: 0, ben: 0.1 },
      ]),
    ).toEqual(['ada', 'ada', 'ben']);
  });

  it('stays where it is while both speak, unless the other one is clearly louder for some time', () => {
    expect(
      floor([
        { ada: 0.3, ben: 0 },
        { ada: 0.3, ben: 0.35 },
        { ada: 0.3, ben: 0.35 },
      ]),
    ).toEqual(['ada', 'ada', 'ada']);
    expect(
      floor([
        { ada: 0.1, ben: 0 },
        { ada: 0.1, ben: 0.5 },
        { ada: 0.1, ben: 0.5 },
      ]),
    ).toEqual(['ada', 'ada', 'ben']);
  });

  it('is nobody when its holder leaves in silence', () => {
    expect(floor([{ ada: 0.5, ben: 0 }, { ben: 0 }])).toEqual(['ada', null]);
  });
});
