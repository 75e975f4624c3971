import { messageMarks } from '../../test/message-marks.js';
import { planOf, readWhole } from '../../test/plans.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { chatAccessQueries } from '../chats/chat-access.repository.js';
import { chatReadQueries } from '../chats/chat-reads.sql.js';
import { directChatQueries } from '../chats/direct-chats.sql.js';
import { newId } from '../database/ids.js';
import { storeMessages } from '../messages/messages.sql.js';
import { friendshipQueries } from './friendships.repository.js';
import { peopleQueries } from './people.repository.js';
import { relationQueries } from './relations.repository.js';

const idOf = (number: string) => `('00000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
const me = '00000000-0000-4000-8000-000000000500';
const friend = '00000000-0000-4000-8000-000000000501';

/** `me` has 210 friends with a chat each, in which 125 messages were written: most by the friend of the higher id, most unread. */
const crowd = [
  `insert into users (id, username, email, password_hash, created_at, bio)
   select ${idOf('n')}, 'u' || n, 'u' || n || '@example.org', '', now(), repeat('b', 200)
     from generate_series(1, 20000) n`,
  `insert into relations (low_id, high_id, friends_since)
   select least(${idOf('500')}, ${idOf('n')}), greatest(${idOf('500')}, ${idOf('n')}), now()
     from generate_series(395, 605) n where n <> 500`,
  `insert into relations (low_id, high_id, friends_since)
   select ${idOf('a')}, ${idOf('a + b')}, now() from generate_series(1000, 13000) a, generate_series(1, 3) b`,
  `insert into chats (id, low_id, high_id, last_seq, created_at)
   select gen_random_uuid(), low_id, high_id, 125, now() from relations
    where ${idOf('500')} in (low_id, high_id) or low_id < ${idOf('1030')}`,
  `insert into chats (id, low_id, high_id, created_at)
   select gen_random_uuid(), low_id, high_id, now() from relations on conflict do nothing`,
  ...['1, 60', '61, 125'].map(
    (seqs) => `
    insert into messages (id, chat_id, seq, author_id, client_message_id, text, created_at)
    select gen_random_uuid(), c.id, seq, case when seq % 20 = 0 then low_id else high_id end,
           gen_random_uuid(), 'text', now() - interval '1 minute' * (125 - seq)
      from chats c, generate_series(${seqs}) seq where c.last_seq = 125`,
  ),
  `insert into chat_reads (chat_id, user_id, last_read_seq) select id, low_id, 10 from chats`,
  `insert into chat_reads (chat_id, user_id, last_read_seq) select id, high_id, 10 from chats`,
  `insert into rooms (id, slug, title, description, visibility, owner_id, created_at)
   select ${idOf('n')}, 'r' || n, 'Room', '', 'public', ${idOf('n')}, now() from generate_series(1, 500) n`,
  'insert into chats (id, room_id, created_at) select id, id, now() from rooms',
  `insert into room_members (room_id, user_id, joined_at)
   select ${idOf('r')}, ${idOf('r + m')}, now() from generate_series(1, 500) r, generate_series(1, 20) m`,
  ...messageMarks,
  'analyze',
];

describe('the queries of people and direct chats, among 20,000 people, 36,000 pairs and 37,000 messages', () => {
  let app: TestApp;
  let chatId: string;

  beforeAll(async () => {
    app = await startTestApp();
    for (const statement of crowd) await app.database.query(statement);
    const [chat] = await app.database.query<{ id: string }[]>(
      'select id from chats where low_id = $1 and high_id = $2',
      [me, friend],
    );
    chatId = chat?.id ?? '';
  }, 120_000);
  afterAll(() => app.close());

  it.each<[string, string, () => unknown[]]>([
    ['what two are to each other', friendshipQueries.standing, () => [me, friend]],
    ['who my friends are', friendshipQueries.friendIds, () => [me]],
    ['whom a block parts from me', friendshipQueries.blockedIds, () => [me]],
    ['how many are something to me', relationQueries.count, () => [me]],
    ['everybody who is something to me', peopleQueries.relations, () => [me]],
    ['somebody', peopleQueries.byUsername, () => [me, 'u77']],
    ['people whose name begins so', peopleQueries.byPrefix, () => [me, 'u1%']],
    [
      'how two see each other',
      peopleQueries.pairs,
      () => [
        [me, friend],
        [friend, me],
      ],
    ],
    ['all my chats', chatAccessQueries.chatIdsOf, () => [me]],
    ['whether a chat is mine', chatAccessQueries.isReadable, () => [me, chatId]],
    ['my direct chats', directChatQueries.mine, () => [me]],
    ['one direct chat', directChatQueries.one, () => [me, chatId]],
    [
      'how two see their chat',
      directChatQueries.several,
      () => [
        [chatId, chatId],
        [me, friend],
      ],
    ],
    ['a read mark', chatReadQueries.moveForward, () => [me, chatId, 40]],
    ['a read mark, anywhere', chatReadQueries.moveAnywhere, () => [me, chatId, 40]],
    ['a muted chat', chatReadQueries.mute, () => [me, chatId, true]],
    ['who sees what is read', chatReadQueries.seers, () => [me, chatId]],
    ['what is seen', chatReadQueries.seen, () => [me, chatId]],
    ['whether one may write', chatAccessQueries.writing, () => [me, chatId]],
    ['a message', storeMessages, () => [[newId()], [chatId], [me], [newId()], ['text'], [null]]],
  ])('%s: no table is read whole', async (_, sql, parameters) => {
    expect(readWhole(await planOf(app.database, sql, parameters()))).toEqual([]);
  });

  it('people are found in the order of the index, and no more of them are read than are answered', async () => {
    const nodes = await planOf(app.database, peopleQueries.byPrefix, [me, 'u1%']);
    const index = nodes.find((node) => node['Index Name'] === 'users_username_prefix');
    expect(index?.['Actual Rows']).toBe(10);
  });

  it('of what is unread no more is counted than is shown', async () => {
    const nodes = await planOf(app.database, directChatQueries.one, [me, chatId]);
    const messages = nodes.filter((node) => node['Relation Name'] === 'messages');
    expect(Math.max(...messages.map((node) => node['Actual Rows'] ?? 0))).toBe(100);
  });
});
