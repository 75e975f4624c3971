import { randomUUID } from 'node:crypto';
import { planOf, readWhole } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { newId } from '../database/ids.js';
import { pages } from './history.sql.js';
import { storeMessages } from './messages.sql.js';

describe('the plans of the queries of messages', () => {
  let app: TestApp;
  const people = Array.from({ length: 20 }, newId);
  const chats = Array.from({ length: 20 }, newId);
  const room = newId();

  /** 20 chats with 2,000 messages each, so that reading all of a table costs more than an index. */
  beforeAll(async () => {
    app = await startTestApp();
    const { database } = app;
    await database.query(
      `insert into users (id, username, email, password_hash, created_at)
       select id, 'user_' || n, n || '@example.org', '', now() from unnest($1::uuid[]) with ordinality as u(id, n)`,
      [people],
    );
    await database.query(
      `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
       values ($1, 'room', 'Room', '', 'public', $2, now())`,
      [room, people[0]],
    );
    await database.query(
      `insert into room_members (room_id, user_id, joined_at) select $1, id, now() from unnest($2::uuid[]) as u(id)`,
      [room, people],
    );
    await database.query(
      `insert into chats (id, room_id, name, last_seq, created_at)
       select id, $1, 'General', 2000, now() from unnest($2::uuid[]) as c(id)`,
      [room, chats],
    );
    await database.query(
      `insert into messages (id, chat_id, seq, author_id, client_message_id, text, created_at)
       select gen_random_uuid(), chat, seq, ($2::uuid[])[1 + seq % 20], gen_random_uuid(), repeat('x', 100), now()
         from unnest($1::uuid[]) as chat, generate_series(1, 2000) as seq`,
      [chats, people],
    );
    await database.query('analyze');
  });
  afterAll(() => app.close());

  it.each([
    ['newest', pages.newest, []],
    ['before', pages.before, [1_000]],
    ['after', pages.after, [1_000]],
    ['around', pages.around, [1_000]],
  ])('a page of the history (%s) walks one index, and sorts nothing', async (_, sql, seq) => {
    const plans = await planOf(app.database, sql, [chats[7], 50, ...seq]);
    const names = plans.map((plan) => plan['Node Type']);
    expect(readWhole(plans)).not.toContain('messages');
    expect(names).not.toContain('Sort');
    expect(plans.map((plan) => plan['Index Name'])).toContain('messages_chat_id_seq_key');
  });

  it.each([1, 200])('storing %i messages looks up each by index', async (count) => {
    const each = <T>(value: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => value(index));
    const plans = await planOf(app.database, storeMessages, [
      each(() => randomUUID()),
      each((index) => chats[index % 20]),
      each((index) => people[index % 20]),
      each(() => randomUUID()),
      each(() => 'text'),
      each(() => null),
    ]);
    expect(readWhole(plans)).not.toContain('messages');
    const indexes = plans.map((plan) => plan['Index Name']);
    expect(indexes).toContain('messages_author_id_client_message_id_key');
  });
});
