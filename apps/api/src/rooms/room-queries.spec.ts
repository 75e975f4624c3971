import { planOf } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import type { DataSource } from 'typeorm';
import { roomQueries, RoomsRepository } from './rooms.repository.js';

describe('the queries of rooms, over 10,000 rooms and 2,000 people', () => {
  let app: TestApp;
  const middle = '80000000-0000-4000-8000-000000000000';
  let userId: string;

  beforeAll(async () => {
    app = await startTestApp();
    await app.database.query(`
      insert into users (id, username, email, password_hash, created_at)
        select gen_random_uuid(), 'u' || n, 'u' || n || '@example.org', '', now() from generate_series(1, 2000) n;
      create temporary table me on commit drop as select id from users where username = 'u1';
      insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
        select gen_random_uuid(), 'r' || n, 'R', repeat('d', 280), case when n % 2 = 0 then 'public' else 'private' end,
               (select id from me), now()
          from generate_series(1, 10000) n;
      insert into chats (id, room_id, created_at) select gen_random_uuid(), id, now() from rooms;
      insert into room_members (room_id, user_id, joined_at) select rooms.id, me.id, now() from rooms, me;
      insert into room_members (room_id, user_id, joined_at)
        select r.id, u.id, now() from (select id, row_number() over () as n from rooms) r
          join (select id, row_number() over () as n from users where username <> 'u1') u on u.n = r.n % 1999 + 1;
      analyze`);
    const [user] = await app.database.query<{ id: string }[]>(`select id from users where username = 'u1'`);
    userId = user?.id ?? '';
  }, 30_000);
  afterAll(() => app.close());

  it.each([
    ['a room by its slug', roomQueries.bySlug, () => [userId, 'r77'], 'rooms_slug_key'],
    ['my rooms', roomQueries.mine, () => [userId, middle, 51], 'room_members_user'],
    ['public rooms', roomQueries.public, () => [userId, middle, 51], 'rooms_public'],
    ['members', roomQueries.members, () => [middle, middle, 51], 'room_members_pkey'],
  ])(
    '%s are read by an index, in its order, and no more than a page of them',
    async (_, sql, parameters, index) => {
      const nodes = await planOf(app.database, sql, parameters());
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      expect(nodes.map((node) => node['Index Name'])).toContain(index);
      for (const node of nodes) {
        if (node['Node Type'] === 'Sort') expect(node['Actual Rows']).toBeLessThanOrEqual(51);
        expect(node['Actual Rows'] ?? 0).toBeLessThanOrEqual(51);
      }
    },
  );

  it('members of a room of everybody are found by the beginning of either name, by the indexes of names', async () => {
    const [room] = await app.database.query<{ id: string }[]>('select id from rooms limit 1');
    await app.database.query(
      'insert into room_members (room_id, user_id, joined_at) select $1, id, now() from users on conflict do nothing',
      [room?.id],
    );
    await app.database.query('analyze room_members');
    const first = '00000000-0000-0000-0000-000000000000';
    const nodes = await planOf(app.database, roomQueries.membersByName, [room?.id, first, 51, 'u77%']);
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    const indexes = nodes.map((node) => node['Index Name']);
    for (const index of ['users_username_prefix', 'users_display_name_prefix'])
      expect(indexes).toContain(index);
    for (const node of nodes) expect(node['Actual Rows'] ?? 0).toBeLessThanOrEqual(51);
  });

  it('a page is one query, however many rooms are on it', async () => {
    let queries = 0;
    const counting = {
      query: (sql: string, parameters: unknown[]) => {
        queries += 1;
        return app.database.query(sql, parameters);
      },
    };
    const repository = new RoomsRepository(counting as unknown as DataSource);
    expect(await repository.publicRooms(userId, { before: undefined, limit: 100 })).toHaveLength(100);
    expect(await repository.roomsOf(userId, { before: undefined, limit: 100 })).toHaveLength(100);
    expect(queries).toBe(2);
  });
});
