import fc from 'fast-check';
import { findable, readSearch, type Search, termsOf } from './search-query.js';

const nothing: Search = {
  words: [],
  phrases: [],
  from: [],
  rooms: [],
  chats: [],
  people: [],
  has: [],
  since: null,
  until: null,
};

const searchOf = (typed: string): Search => {
  const read = readSearch(typed);
  if ('issues' in read) throw new Error(JSON.stringify(read.issues));
  return read.search;
};

const issuesOf = (typed: string): string[] => {
  const read = readSearch(typed);
  return 'issues' in read ? read.issues.map(({ code }) => code) : [];
};

describe('what is typed into the search', () => {
  it.each<[string, Partial<Search>]>([
    ['lunch', { words: ['lunch'] }],
    ['  Sunday   LUNCH sunday ', { words: ['sunday', 'lunch'] }],
    ['"sunday lunch" cake', { phrases: ['sunday lunch'], words: ['cake'] }],
    ['„sunday lunch“', { phrases: ['sunday lunch'] }],
    ['from:anna cake', { from: ['anna'], words: ['cake'] }],
    ['cake FROM:Anna from:@ben from:me', { from: ['anna', 'ben', 'me'], words: ['cake'] }],
    ['in:sunday-lunch', { rooms: ['sunday-lunch'] }],
    ['in:#plans in:"#Plan B" in:#"plan c"', { chats: ['plans', 'plan b', 'plan c'] }],
    ['in:@anna', { people: ['anna'] }],
    ['has:image has:link', { has: ['image', 'link'] }],
    ['before:2026-11-21', { until: new Date('2026-11-21T00:00:00Z') }],
    ['after:2026-11-21', { since: new Date('2026-11-22T00:00:00Z') }],
    ['after:2024-02-29 before:2024-03-02', { since: new Date('2024-03-01'), until: new Date('2024-03-02') }],
    ['"from:anna"', { phrases: ['from:anna'] }],
    ['https://example.org/a 10:30 form:anna', { words: ['https://example.org/a', '10:30', 'form:anna'] }],
    ['cake !! "..." -', { words: ['cake'] }],
    ['ab"cd"ef', { words: ['ab', 'ef'], phrases: ['cd'] }],
    ['東京 élan', { words: ['東京', 'élan'] }],
  ])('%j is understood', (typed, expected) => {
    expect(searchOf(typed)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    ['', 'nothing_to_find'],
    ['!!! "" …', 'nothing_to_find'],
    ['👍', 'nothing_to_find'],
    ['from:', 'value_missing'],
    ['from: anna', 'value_missing'],
    ['in:""', 'value_missing'],
    ['from:@', 'not_a_name'],
    ['in:#', 'not_a_name'],
    ['in:@!', 'not_a_name'],
    ['before:yesterday', 'not_a_day'],
    ['before:2026-13-01', 'not_a_day'],
    ['after:2026-02-30', 'not_a_day'],
    ['after:1969-12-31', 'not_a_day'],
    ['after:20261121', 'not_a_day'],
    ['before:2026-01-01 before:2026-02-01', 'only_once'],
    ['after:2026-01-01 before:2026-01-02', 'no_time_between'],
    ['after:2026-01-02 before:2026-01-01', 'no_time_between'],
    ['has:cheese', 'not_findable'],
    ['has:has:image', 'not_findable'],
    ['"sunday lunch', 'quote_open'],
    ['cake from:"anna', 'quote_open'],
    [Array.from({ length: 17 }, (_, index) => `w${index}`).join(' '), 'too_many_words'],
  ])('%j is refused, and why is named', (typed, code) => {
    expect(issuesOf(typed)).toEqual([code]);
  });

  it('is refused with everything that is wrong with it, each in a sentence', () => {
    expect(readSearch('has:cheese before:now')).toEqual({
      issues: [
        {
          path: 'q',
          code: 'not_findable',
          message: 'has: One can look for image, video, audio, file, link.',
        },
        { path: 'q', code: 'not_a_day', message: 'before: A day is written like 2026-11-21.' },
      ],
    });
  });

  it('names the words to be marked, each once, without what is only punctuation', () => {
    expect(termsOf(searchOf('Well-known "known café" from:anna 10:30'))).toEqual([
      'well',
      'known',
      '10',
      '30',
      'café',
    ]);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'from:',
      'in:',
      'in:#',
      'in:@',
      'before:',
      'after:',
      'has:',
      '"',
      ' ',
      'anna',
      '2026-11-21',
    ),
    fc.constantFrom(...findable),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const typed = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('is always either understood or refused with reasons, whatever it is', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const read = readSearch(text);
        if ('issues' in read) return read.issues.length > 0;
        const { words, phrases, from, rooms, chats, people, has, since, until } = read.search;
        const names = [...from, ...rooms, ...chats, ...people, ...words, ...phrases];
        return (
          names.every((name) => /[\p{L}\p{N}]/u.test(name) && !name.includes('"')) &&
          words.every((word) => !/\s/.test(word)) &&
          words.length + phrases.length <= 16 &&
          (names.length > 0 || has.length > 0 || since !== null || until !== null)
        );
      }),
      { numRuns: 2_000 },
    );
  });

  const word = fc.stringMatching(/^[a-zäß0-9]{1,10}$/);
  const search = fc.record({
    words: fc.uniqueArray(word, { maxLength: 5 }),
    phrases: fc.uniqueArray(
      fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      {
        maxLength: 3,
      },
    ),
    from: fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]*[a-z0-9]$/), { maxLength: 3 }),
    rooms: fc.uniqueArray(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/), { maxLength: 3 }),
    chats: fc.uniqueArray(word, { maxLength: 3 }),
    people: fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]*[a-z0-9]$/), { maxLength: 3 }),
    has: fc.uniqueArray(fc.constantFrom(...findable), { maxLength: 5 }),
  });

  it('is read back as it was meant, in whatever order its parts stand', () => {
    const withParts = search
      .map((meant) => ({
        meant,
        parts: [
          ...meant.words,
          ...meant.phrases.map((phrase) => `"${phrase}"`),
          ...meant.from.map((name) => `from:${name}`),
          ...meant.rooms.map((slug) => `in:${slug}`),
          ...meant.chats.map((name) => `in:#"${name}"`),
          ...meant.people.map((name) => `in:@${name}`),
          ...meant.has.map((what) => `has:${what}`),
        ],
      }))
      .filter(({ parts }) => parts.length > 0)
      .chain(({ meant, parts }) =>
        fc.record({
          meant: fc.constant(meant),
          parts: fc.shuffledSubarray(parts, { minLength: parts.length }),
        }),
      );
    const sorted = (read: Search) =>
      Object.entries(read).map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value]);
    fc.assert(
      fc.property(withParts, ({ meant, parts }) => {
        expect(sorted(searchOf(parts.join(' ')))).toEqual(sorted({ ...nothing, ...meant }));
      }),
    );
  });

  it('is read in a moment, however it is made to be slow', () => {
    const startedAt = performance.now();
    for (const text of [
      'in:"'.repeat(20_000),
      '#'.repeat(50_000),
      ' '.repeat(50_000),
      'from:'.repeat(20_000),
    ]) {
      readSearch(text);
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
