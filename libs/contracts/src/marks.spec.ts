import { emoji, isEmoji, mentionsIn } from './index.js';

describe('mentions in a text', () => {
  it.each([
    ['@anna look', ['anna']],
    ['look, @Anna!', ['anna']],
    ['(@anna) @ben, @anna', ['anna', 'ben']],
    ['anna@example.org', []],
    ['https://example.org/@anna', []],
    ['@an', []],
    ['@anna_is_far_too_long_for_a_name', []],
    ['`@anna` and ``x ` @ben`` and @carla', ['carla']],
    ['```ts\n@Injectable()\n```\n@anna', ['anna']],
    ['```\n@anna never closed', []],
    ['@annaé', []],
  ])('%j names %j', (text, usernames) => {
    expect(mentionsIn(text)).toEqual({ usernames, room: false });
  });

  it('of everybody is @room, and no person', () => {
    expect(mentionsIn('@room and @anna')).toEqual({ usernames: ['anna'], room: true });
  });

  it('are at most fifty', () => {
    const many = Array.from({ length: 60 }, (_, index) => `@user${index}`).join(' ');
    expect(mentionsIn(many).usernames).toHaveLength(50);
  });
});

describe('a reaction', () => {
  it.each(['👍', '❤️', '👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '👍🏽'])('may be %s', (text) => {
    expect(isEmoji(text)).toBe(true);
  });

  it.each(['', 'a', '1', '👍👍', ' 👍', ':+1:', '<b>', '\u200d', '👍'.repeat(100)])(
    'may not be %j',
    (text) => {
      expect(emoji.safeParse(text).error?.issues[0]?.message).toBe('not_an_emoji');
    },
  );
});

describe('any text', () => {
  it.each([
    ['one long run', '`'.repeat(4_000)],
    ['runs of every length', Array.from({ length: 88 }, (_, index) => '`'.repeat(index + 1)).join(' ')],
    ['many spans', '` `` '.repeat(800)],
    ['many fences', '\n```\n'.repeat(800)],
    ['many signs', '@'.repeat(4_000)],
    ['many names', '@anna'.repeat(800)],
  ])('is read without going back over it: %s', (_, text) => {
    const startedAt = performance.now();
    mentionsIn(text);
    expect(performance.now() - startedAt).toBeLessThan(50); // a regular expression took six seconds
  });
});
