import { isEmoji } from '@parlour/contracts';
import { loadEmoji } from './emoji-data';
import { emojiByCode, findEmoji } from './emoji-search';

describe.each(['en', 'de'] as const)('the emoji in %s', (language) => {
  test('can all be sent, each once, with a name and a group', async () => {
    const all = await loadEmoji(language);
    expect(all.length).toBeGreaterThan(1_500);
    expect(all.filter(({ unicode }) => !isEmoji(unicode))).toEqual([]);
    expect(new Set(all.map(({ unicode }) => unicode)).size).toBe(all.length);
    expect(all.filter(({ label }) => !label)).toEqual([]);
  });
});

describe('looking for an emoji', () => {
  const first = async (query: string, language: 'en' | 'de' = 'en') =>
    findEmoji(await loadEmoji(language), query, 5)[0]?.unicode;

  test.each([
    ['tada', '🎉'],
    ['heart_eyes', '😍'],
    ['+1', '👍'],
    ['thumbs up', '👍'],
    ['ROCKET', '🚀'],
  ])('by %s finds %s first', async (query, unicode) => {
    expect(await first(query)).toBe(unicode);
  });

  test('works in the words of the language', async () => {
    expect(await first('Rakete', 'de')).toBe('🚀');
  });

  test('finds nothing for nothing, and no more than is asked for', async () => {
    const all = await loadEmoji('en');
    expect(findEmoji(all, ' : ', 5)).toEqual([]);
    expect(findEmoji(all, 'a', 5)).toHaveLength(5);
  });

  test('knows a code whatever its case', async () => {
    expect(emojiByCode(await loadEmoji('en'), 'TaDa')?.unicode).toBe('🎉');
  });
});
