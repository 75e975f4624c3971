import { excerptOf, segmentsOf } from './marked-text';

const marked = (text: string, ...terms: string[]) =>
  segmentsOf(text, terms)
    .map((segment) => (segment.hit ? `[${segment.text}]` : segment.text))
    .join('');

describe('what was looked for in a text', () => {
  test.each([
    ['Pumpkin soup', ['pumpkin'], '[Pumpkin] soup'],
    ['No soup, no pumpkin', ['soup', 'no'], '[No] [soup], [no] pumpkin'],
    ['Crème brûlée', ['creme', 'brulee'], '[Crème] [brûlée]'],
    ['STRASSE', ['strasse'], '[STRASSE]'],
    ['pumpkins', ['ump', 'mpk'], 'p[umpk]ins'],
    ['two\n words', ['two  words', 'two'], '[two\n words]'],
    ['Sunday\nlunch', ['sunday lunch'], '[Sunday\nlunch]'],
    ['a (b) [c] .*', ['.*', '(b)'], 'a [(b)] [c] [.*]'],
    ['İstanbul', ['istanbul'], '[İstanbul]'],
    ['👩‍🍳 cooks', ['cooks'], '👩‍🍳 [cooks]'],
    ['<b>bold</b>', ['bold'], '<b>[bold]</b>'],
    ['nothing', ['', ' '], 'nothing'],
    ['', ['a'], ''],
  ])('of %j by %j is %s', (text, terms, expected) => {
    expect(marked(text, ...terms)).toBe(expected);
  });

  test('leaves the text as it is', () => {
    const text = 'Ångström, ﬁne ﬁsh, and a 👍🏽 for ÅNGSTRÖM';
    for (const terms of [['angstrom'], ['fi'], ['👍'], ['a', 'o', 'm']]) {
      expect(
        segmentsOf(text, terms)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text);
    }
  });
});

describe('a long text', () => {
  const filler = 'word '.repeat(200);

  test('is shown around what was looked for, cut between words', () => {
    const excerpt = excerptOf(`${filler}the needle here ${filler}`, ['needle']);
    expect(excerpt).toContain('the needle here');
    expect(excerpt.length).toBeLessThan(330);
    expect(excerpt).toMatch(/^… word word/);
    expect(excerpt).toMatch(/word …$/);
  });

  test('is shown from its beginning where nothing in it is marked, and to its end where that is near', () => {
    expect(excerptOf(filler, ['needle'])).toMatch(/^word .*word …$/);
    expect(excerptOf(`${filler}needle`, ['needle'])).toMatch(/needle$/);
  });

  test('without a gap is cut nevertheless', () => {
    expect(excerptOf('a'.repeat(4_000), ['b']).length).toBeLessThan(330);
  });

  test('that is short enough is whole', () => {
    expect(excerptOf('short', ['x'])).toBe('short');
  });
});
