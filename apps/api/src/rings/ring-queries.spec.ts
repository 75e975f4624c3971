import type { DataSource } from 'typeorm';
import { planOf, readWhole } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { ringQueries, RingsRepository } from './rings.repository.js';

describe('the queries of rings, over 40,000 of them and 400 people', () => {
  let app: TestApp;
  let userId: string;
  const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

  beforeAll(async () => {
    app = await startTestApp();
    await app.database.query(`
      insert into users (id, username, email, password_hash, created_at)
        select gen_random_uuid(), 'u' || n, 'u' || n || '@example.org', '', now() from generate_series(1, 400) n;
      insert into chats (id, low_id, high_id, created_at)
        select gen_random_uuid(), low.id, high.id, now() from users low join users high on low.id < high.id
         where low.username in ('u1', 'u2');
      insert into rings (id, call_id, chat_id, caller_id, callee_id, video, started_at, ended_at, outcome)
        select gen_random_uuid(), gen_random_uuid(), c.id,
               case when n % 2 = 0 then c.low_id else c.high_id end,
               case when n % 2 = 0 then c.high_id else c.low_id end, false, now(), now(), 'missed'
          from chats c, generate_series(1, 40000 / (select count(*) from chats)) n;
      analyze`);
    const [user] = await app.database.query<{ id: string }[]>(`select id from users where username = 'u1'`);
    userId = user?.id ?? '';
  }, 60_000);
  afterAll(() => app.close());

  it('a page of the log walks the indices of both sides, and reads no more than a page of each', async () => {
    const nodes = await planOf(app.database, ringQueries.log, [userId, lastId, 51]);
    const indices = nodes.map((node) => node['Index Name']);
    expect(indices).toContain('rings_caller');
    expect(indices).toContain('rings_callee');
    expect(readWhole(nodes)).not.toContain('rings');
    for (const node of nodes) {
      if (node['Relation Name'] === 'rings') expect(node['Actual Rows']).toBeLessThanOrEqual(51);
    }
  });

  it('who may be in a call, and what is open, are found by an index', async () => {
    for (const [sql, parameters, index] of [
      [ringQueries.partyOfCall, [userId, lastId], 'rings_call'],
      [ringQueries.open, [], 'rings_open'],
      [ringQueries.withoutNote, [lastId], 'rings_pkey'],
    ] as const) {
      const nodes = await planOf(app.database, sql, [...parameters]);
      expect(nodes.map((node) => node['Index Name'])).toContain(index);
      expect(readWhole(nodes)).not.toContain('rings');
    }
  });

  it('a page is one query', async () => {
    let queries = 0;
    const counting = {
      query: (sql: string, parameters: unknown[]) => {
        queries += 1;
        return app.database.query(sql, parameters);
      },
    };
    const repository = new RingsRepository(counting as unknown as DataSource);
    expect(await repository.log(userId, undefined, 100)).toHaveLength(100);
    expect(queries).toBe(1);
  });
});
