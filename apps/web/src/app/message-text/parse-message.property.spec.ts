import { limits, mentionsIn } from '@parlour/contracts';
import fc from 'fast-check';
import { userNamed } from '../core/testing/users';
import { parseMessage } from './parse-message';
import { plainText } from './plain-text';
import { type Block, type Inline } from './rich-text';

const nobody = { mentions: [], mentionsRoom: false };
const pieces = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '`',
    '``',
    '```',
    '~',
    '~~',
    '[',
    '](',
    ')',
    '!',
    '<',
    '>',
    '> ',
    '- ',
    '1. ',
    '\\',
  ],
  ...[
    '|',
    '|-|',
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    'a',
    'b ',
    'é',
    '\u202e',
    '&#x41;',
    'http://x',
    'www.',
    '@anna',
    '#',
  ],
];
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const inlinesOf = (blocks: readonly Block[]): Inline[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return flat(block.children);
    if (block.kind === 'quote') return inlinesOf(block.blocks);
    if (block.kind === 'list') return block.items.flatMap(inlinesOf);
    return block.kind === 'table' ? [block.head, ...block.rows].flat().flatMap(flat) : [];
  });
const flat = (inlines: readonly Inline[]): Inline[] =>
  inlines.flatMap((inline) => ('children' in inline ? [inline, ...flat(inline.children)] : [inline]));
const depthOf = (blocks: readonly Block[]): number =>
  Math.max(
    0,
    ...blocks.map((block) => {
      if (block.kind === 'quote') return 1 + depthOf(block.blocks);
      return block.kind === 'list' ? 1 + Math.max(0, ...block.items.map(depthOf)) : 0;
    }),
  );

describe('whatever a message says', () => {
  test('it is shown: nothing throws, and what has a visible letter is not empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const blocks = parseMessage(text, nobody);
        if (/\w/.test(text)) expect(JSON.stringify(blocks)).toMatch(/\w/);
        expect(typeof plainText(text)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });

  test('its links lead to the web or to somebody’s mail, and nowhere else', () => {
    const addresses = fc.oneof(
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', 'data:text/html,x', '/x', '//x', 'vbscript:x', 'file:///x'),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(addresses, (address) => {
        const texts = [`[x](${address})`, `<${address}>`, address, `![x](${address})`, `[x](<${address}>)`];
        for (const text of texts)
          for (const inline of inlinesOf(parseMessage(text, nobody)))
            if (inline.kind === 'link') expect(inline.href).toMatch(/^(https?:\/\/[^/]|mailto:)/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('it marks only whom the server has found in it', () => {
    const users = ['anna', 'ben', '_x_', 'room1'].map((name) => userNamed(name));
    const words = fc.array(
      fc.constantFrom(
        '@anna',
        '@ben',
        '@_x_',
        '@room1',
        '@room',
        '`',
        '```\n',
        '*',
        ' ',
        '\n',
        'x',
        '@',
        '.',
        '[',
        '](https://x.org)',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        const server = mentionsIn(text);
        const mentions = users.filter(({ username }) => server.usernames.includes(username));
        const marked = inlinesOf(parseMessage(text, { mentions, mentionsRoom: server.room }));
        for (const inline of marked)
          if (inline.kind === 'mention') expect(server.usernames).toContain(inline.user.username);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['quotes', '> '.repeat(2_000)],
    ['lists', '- '.repeat(2_000)],
    ['numbered lists', '1. '.repeat(1_300)],
    ['both', '- > '.repeat(1_000)],
    ['emphasis', '*a_'.repeat(1_300)],
    ['underlines and what is no letter', '__\u202e[>['.repeat(660)],
    ['brackets', '['.repeat(4_000)],
    ['links', '[a]('.repeat(1_000)],
    ['backticks', Array.from({ length: 88 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['angle brackets', '<a '.repeat(1_300)],
    ['tables', `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${'|a'.repeat(900)}`],
    ['fences', '```\n'.repeat(1_000)],
  ])('nested as deeply as it fits, %s take no time and no depth', (_, text) => {
    const cut = text.slice(0, limits.messageMaxChars);
    parseMessage(cut, nobody); // the parser is compiled
    const begun = performance.now();
    const blocks = parseMessage(cut, nobody);
    // It takes 10 to 40 ms; a parser without bounds takes seconds.
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(depthOf(blocks)).toBeLessThanOrEqual(7);
  });
});

test('more marks than anybody means are no emphasis; in code they are code', () => {
  const many = '*a* '.repeat(250);
  expect(parseMessage(many, nobody)).toEqual([
    { kind: 'paragraph', children: [{ kind: 'text', text: many }] },
  ]);
  expect(parseMessage(`*a*\n\`\`\`\n${many}\n\`\`\``, nobody).map(({ kind }) => kind)).toEqual([
    'paragraph',
    'code',
  ]);
});

describe('a message in one line', () => {
  test.each([
    ['**bold** and `code`\nnext', 'bold and code next'],
    ['- a\n- b', 'a, b'],
    ['> quoted\n\n[words](https://example.org)', 'quoted words'],
    ['```ts\nlet a\n```', 'let a'],
    ['<b>x</b>', '<b>x</b>'],
  ])('%j says %j', (text, line) => {
    expect(plainText(text)).toBe(line);
  });
});
