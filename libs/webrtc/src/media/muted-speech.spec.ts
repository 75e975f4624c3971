import { hearWhileMuted, nothingHeard } from './muted-speech';

const everyMs = 50;
const voice = 0.1;
const silence = 0.002;

/** Whether the hint stands after each measurement. */
function hints(levels: readonly number[]): boolean[] {
  let state = nothingHeard;
  return levels.map((level, index) => (state = hearWhileMuted(state, level, index * everyMs)).hint);
}

const lasting = (ms: number, level: number): number[] => Array.from({ length: ms / everyMs }, () => level);

describe('speaking while muted', () => {
  it('is noticed within a second', () => {
    const shown = hints([...lasting(500, silence), ...lasting(1_000, voice)]);
    expect(shown.slice(0, 11)).not.toContain(true);
    expect(shown.at(-1)).toBe(true);
  });

  it('is not a door, nor a room that hums', () => {
    expect(
      hints([...lasting(1_000, silence), ...lasting(200, 0.9), ...lasting(3_000, silence)]),
    ).not.toContain(true);
    expect(hints(lasting(5_000, 0.01))).not.toContain(true);
  });

  it('is said through the pauses between sentences, and not long after', () => {
    const shown = hints([
      ...lasting(1_000, voice),
      ...lasting(3_000, silence),
      ...lasting(1_000, voice),
      ...lasting(8_000, silence),
    ]);
    const from = shown.indexOf(true);
    const until = shown.lastIndexOf(true);
    expect(shown.slice(from, until)).not.toContain(false);
    expect(shown.at(-1)).toBe(false);
  });

  it('is not said again and again to who talks to somebody else', () => {
    const aside = [...lasting(1_000, voice), ...lasting(6_000, silence)];
    const later = [...aside, ...aside, ...aside];
    expect(hints(later).slice(aside.length)).not.toContain(true);
    expect(hints([...aside, ...lasting(30_000, silence), ...aside]).slice(aside.length)).toContain(true);
  });

  it('counts time, not measurements: a tab that was throttled is not spoken in', () => {
    let state = nothingHeard;
    for (let at = 0; at < 10_000; at += 2_500) state = hearWhileMuted(state, at === 0 ? silence : voice, at);
    expect(state.hint).toBe(false);
  });
});
