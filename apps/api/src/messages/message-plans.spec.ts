import { randomUUID } from 'node:crypto';
import { messageMarks } from '../../test/message-marks.js';
import { planOf, type PlanNode, readWhole } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { newId } from '../database/ids.js';
import { missed, pages, reactionsOf, versionsOf } from './history.sql.js';
import {
  addReaction,
  countReactions,
  deleteMessage,
  editMessage,
  holdChat,
  messageInChat,
  readersNamed,
  removeReaction,
} from './message-changes.sql.js';
import { messagesById, storeMessages, storeMessagesWithExtras } from './messages.sql.js';

/** 5,000 other people, each with a room of three and a friend, so that no table is so small that it is read whole. */
const elsewhere = [
  `insert into users (id, username, email, password_hash, created_at)
   select gen_random_uuid(), 'other_' || n, 'other_' || n || '@example.org', '', now() from generate_series(1, 5000) n`,
  `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
   select id, username, 'Room', '', 'public', id, now() from users`,
  'insert into chats (id, room_id, created_at) select id, id, now() from rooms',
  `insert into room_members (room_id, user_id, joined_at)
   select room, person, now()
     from (select id as room, array[id, lead(id) over n, lead(id, 2) over n] as people from users window n as (order by id)) as r
    cross join unnest(people) as person where person is not null`,
  `insert into relations (low_id, high_id, friends_since)
   select id, other, now() from (select id, lead(id) over (order by id) as other from users) as pair where other is not null`,
];

describe('the plans of the queries of messages', () => {
  let app: TestApp;
  const people = Array.from({ length: 20 }, newId);
  const chats = Array.from({ length: 20 }, newId);
  const room = newId();
  const loose = Array.from({ length: 200 }, newId);

  /** 20 chats with 2,000 messages each, so that reading all of a table costs more than an index. */
  beforeAll(async () => {
    app = await startTestApp();
    const { database } = app;
    await database.query(
      `insert into users (id, username, email, password_hash, created_at)
       select id, 'user_' || n, n || '@example.org', '', now() from unnest($1::uuid[]) with ordinality as u(id, n)`,
      [people],
    );
    for (const statement of elsewhere) await database.query(statement);
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
    await database.query(
      `insert into attachments (id, chat_id, owner_id, name, kind, media_type, size_bytes, created_at)
       select id, ($2::uuid[])[1 + (n - 1) % 20], ($3::uuid[])[1 + (n - 1) % 20], 'cake.txt', 'file', 'text/plain', 10, now()
         from unnest($1::uuid[]) with ordinality as file(id, n)`,
      [loose, chats, people],
    );
    for (const statement of messageMarks) await database.query(statement);
    await database.query('analyze');
  });
  afterAll(() => app.close());

  /** Of messages, by whatever index: how many were read. */
  const messagesRead = (plans: readonly PlanNode[]): number =>
    plans
      .filter((plan) => plan['Relation Name'] === 'messages')
      .reduce((sum, plan) => sum + (plan['Actual Rows'] ?? 0) * (plan['Actual Loops'] ?? 1), 0);

  it.each([
    ['newest', pages.newest, []],
    ['before', pages.before, [1_000]],
    ['after', pages.after, [1_000]],
    ['around', pages.around, [1_000]],
  ])('a page of the history (%s) reads what it answers, and what that quotes', async (_, sql, seq) => {
    const plans = await planOf(app.database, sql, [chats[7], 50, ...seq]);
    expect(readWhole(plans)).toEqual([]);
    expect(messagesRead(plans)).toBeLessThanOrEqual(55);
    expect(plans.map((plan) => plan['Index Name'])).toContain('messages_chat_id_seq_key');
  });

  it.each([
    ['a little', 1_990, 1_900, 30],
    ['as much as is answered', 1_500, 0, 675],
    ['too much', 0, 0, 0],
  ])('catching up with %s reads no more than that', async (_, seq, change, read) => {
    const plans = await planOf(app.database, missed, [chats[7], seq, change, 500]);
    expect(readWhole(plans)).toEqual([]);
    expect(messagesRead(plans)).toBeLessThanOrEqual(read);
  });

  /** 200 people of 5,000 are cheaper found by reading all; 200 messages of any number are not. */
  const readWholeByBatch = (count: number, plans: readonly PlanNode[]) =>
    count === 1 ? readWhole(plans) : readWhole(plans).filter((table) => !smallTables.has(table));
  const smallTables = new Set<string | undefined>(['users', 'chats', 'relations', 'room_members']);

  it.each([1, 200])('storing %i messages looks up each by index', async (count) => {
    const plans = await planOf(app.database, storeMessages, plain(count));
    expect(readWholeByBatch(count, plans)).toEqual([]);
    expect(plans.map((plan) => plan['Index Name'])).toContain('messages_author_id_client_message_id_key');
  });

  it.each([1, 200])('storing %i messages with everything that they can have, too', async (count) => {
    const [quoted] = await app.database.query<{ id: string }[]>(
      'select id from messages where chat_id = $1 and seq = 1000',
      [chats[0]],
    );
    const plans = await planOf(app.database, storeMessagesWithExtras, [
      ...plain(count),
      each(count, (index) => (index % 20 === 0 ? quoted?.id : null)),
      each(count, (index) => JSON.stringify([`user_${index % 20}`])),
      each(count, () => true),
      each(count, (index) => JSON.stringify([loose[index]])),
    ]);
    expect(readWholeByBatch(count, plans)).toEqual([]);
  });

  it.each<[string, string, (messageId: string) => unknown[]]>([
    ['holding a chat', holdChat, () => [people[0], chats[0]]],
    ['looking at a message', messageInChat, (id) => [id, chats[0], people[0]]],
    ['finding who is named', readersNamed, () => [chats[0], ['user_3', 'user_4', 'nobody']]],
    ['an edit', editMessage, (id) => [chats[0], id, 'text', [people[1], people[2]], false]],
    ['a deletion', deleteMessage, (id) => [chats[0], id]],
    ['counting reactions', countReactions, (id) => [id, '👍', people[0]]],
    ['a reaction', addReaction, (id) => [chats[0], id, '🦊', people[0]]],
    ['taking one back', removeReaction, (id) => [chats[0], id, '👍', people[0]]],
    ['the reactions to a message', reactionsOf, (id) => [id]],
    ['the versions of a message', versionsOf, (id) => [id, 100]],
    ['whole messages', messagesById, (id) => [[id]]],
  ])('%s reads no table whole', async (_, sql, parameters) => {
    const [message] = await app.database.query<{ id: string }[]>(
      'select id from messages where chat_id = $1 and seq = 1000',
      [chats[0]],
    );
    expect(readWhole(await planOf(app.database, sql, parameters(message?.id ?? '')))).toEqual([]);
  });

  const each = <T>(count: number, value: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => value(index));

  const plain = (count: number): unknown[] => [
    each(count, () => randomUUID()),
    each(count, (index) => chats[index % 20]),
    each(count, (index) => people[index % 20]),
    each(count, () => randomUUID()),
    each(count, () => 'text'),
    each(count, () => null),
  ];
});
