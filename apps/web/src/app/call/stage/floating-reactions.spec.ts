import { type FloatingReaction, withReaction } from './floating-reactions';

const clap = { emoji: '👏', user: null };

function after(count: number): readonly FloatingReaction[] {
  let floating: readonly FloatingReaction[] = [];
  for (let index = 0; index < count; index += 1) floating = withReaction(floating, clap).floating;
  return floating;
}

describe('reactions over the stage', () => {
  it('rise side by side, and begin again at the edge', () => {
    expect(after(6).map(({ lane }) => lane)).toEqual([0, 1, 2, 3, 0, 1]);
  });

  it('are each their own, though alike', () => {
    expect(new Set(after(6).map(({ key }) => key)).size).toBe(6);
  });

  it('are no more than the eye can take: the oldest go', () => {
    const many = after(100);
    expect(many).toHaveLength(24);
    expect(many.at(-1)?.key).toBe(99);
  });
});
