import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { planOf, readWhole } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { SearchRepository } from './search.repository.js';
import { searchQueries } from './search.sql.js';

const idOf = (number: string) => `('00000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
const first = '00000000-0000-0000-0000-000000000000';
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * 25,000 entries in 60 chats, half of them in the first one: `all` in each, `often` in a third, `seldom` in one of 500, `once`
 * in the oldest, and `past` in the older half only.
 */
const entries = `
  with entry as (
    select n, case when n % 2 = 0 then 1 else 1 + (n * 7919 / 13) % 60 end as chat from generate_series(1, 25000) n
  )
  insert into search_entries (chat_id, message_id, words)
  select ${idOf('chat')}, ${idOf('n')}, to_tsvector('parlour', concat_ws(' ', 'all',
    case when n * 31 % 97 < 32 then 'often' end, case when n * 31 % 499 = 0 then 'seldom' end,
    case when n < 12000 then 'past' end, case when n = 1 then 'once' end)) from entry`;

describe('a search over many messages', () => {
  let app: TestApp;
  let repository: SearchRepository;
  let asked: string[];
  let chatIds: string[];

  beforeAll(async () => {
    app = await startTestApp();
    const { database } = app;
    const { user } = await app.signUp();
    await database.query(
      `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
       values (${idOf('1')}, 'room', 'Room', '', 'public', $1, now())`,
      [user.id],
    );
    await database.query(
      `insert into chats (id, room_id, created_at) select ${idOf('n')}, ${idOf('1')}, now() from generate_series(1, 60) n`,
    );
    await database.query(entries);
    await database.query('analyze');
    chatIds = (await database.query<{ id: string }[]>('select id from chats order by id')).map(
      ({ id }) => id,
    );
    const recording = {
      query: (sql: string, parameters: unknown[]) => {
        asked.push(sql);
        return database.query(sql, parameters);
      },
    };
    repository = new SearchRepository(recording as unknown as DataSource);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(() => (asked = []));

  const place = fc
    .integer({ min: 0, max: 26_000 })
    .map((n) => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`);
  const wanted = fc.record({
    chats: fc.subarray(
      Array.from({ length: 60 }, (_, index) => index),
      { minLength: 1 },
    ),
    query: fc.constantFrom(
      "'all'",
      "'often'",
      "'seldom'",
      "'past'",
      "'once'",
      "'often' & 'past'",
      "'seldom' | 'once'",
      null,
    ),
    fromId: fc.oneof(fc.constant(first), place),
    beforeId: fc.oneof(fc.constant(last), place),
    limit: fc.integer({ min: 2, max: 51 }),
  });

  it('answers with the newest, in order and without gaps, whatever is looked for in whichever chats', async () => {
    await fc.assert(
      fc.asyncProperty(wanted, async ({ chats, ...rest }) => {
        const search = { ...rest, chatIds: chats.map((index) => chatIds[index] ?? '') };
        const all = await app.database.query<{ id: string }[]>(
          `select message_id as id from search_entries
            where chat_id = any($1) and ($2::tsquery is null or words @@ $2::tsquery) and message_id >= $3 and message_id < $4
            order by message_id desc limit $5`,
          [search.chatIds, search.query, search.fromId, search.beforeId, search.limit],
        );
        expect(await repository.find(search)).toEqual(all.map(({ id }) => id));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  const find = (query: string | null, of = chatIds) =>
    repository.find({ chatIds: of, query, fromId: first, beforeId: last, limit: 21 });

  it('finds what is common without asking the index of words, and what is rare by it', async () => {
    expect(await find("'often'")).toHaveLength(21);
    expect(asked).toEqual([searchQueries.recent]);
    asked = [];
    expect(await find("'once'")).toHaveLength(1);
    expect(asked).toEqual([searchQueries.recent, searchQueries.indexed]);
    asked = [];
    expect(await find("'seldom'", chatIds.slice(40, 45))).not.toHaveLength(0);
    expect(asked).toEqual([searchQueries.recent]); // that was all there is
  });

  it('looks at a bounded number of entries for it, and reads none of the tables whole', async () => {
    const recent = await planOf(app.database, searchQueries.recent, [
      chatIds,
      "'once'",
      first,
      last,
      4_000,
      21,
    ]);
    const read = recent
      .filter((node) => node['Relation Name'] === 'search_entries')
      .reduce((sum, node) => sum + (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1), 0);
    expect(read).toBeGreaterThan(2_000);
    expect(read).toBeLessThan(5_000);
    expect(readWhole(recent)).toEqual([]);
    const indexed = await planOf(app.database, searchQueries.indexed, [chatIds, "'once'", first, last, 21]);
    expect(indexed.map((node) => node['Index Name'])).toContain('search_entries_words');
    expect(readWhole(indexed)).toEqual([]);
    const newest = await planOf(app.database, searchQueries.newest, [chatIds, first, last, 21]);
    expect(readWhole(newest)).toEqual([]);
    for (const node of newest) expect(node['Actual Rows'] ?? 0).toBeLessThanOrEqual(60 * 21);
  });
});
