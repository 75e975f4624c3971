import { hash } from '@node-rs/argon2';
import { copyInto } from './copy.mjs';
import { planHouse } from './house.mjs';
import { messageColumns, writeMessages } from './messages.mjs';
import { Random } from './random.mjs';

/** Fills an empty, migrated database. `say` is told how far it is. @returns the counts of rows by table. */
export async function fillDatabase(client, sizes, say) {
  const random = new Random(sizes.seed);
  const house = planHouse(random, sizes);
  await client.query('set synchronous_commit = off');
  // The rows are right by their making; checking each of two million references takes longer than all the rest.
  await client.query('set session_replication_role = replica').catch(() => undefined);
  const passwordHash = await hash(sizes.password);
  await copyHouse(client, house, passwordHash);
  say(`${house.people.length} people, ${house.rooms.length} rooms, ${house.chats.length} chats`);
  const beside = { mentions: [], versions: [], reactions: [], attachments: [] };
  const count = await copyInto(
    client,
    'messages',
    messageColumns,
    writeMessages(random, house, sizes, beside),
  );
  say(`${count} messages`);
  await copyBeside(client, beside);
  await copyInto(client, 'chats', chatColumns, house.chats.map(chatRow));
  await copyInto(client, 'chat_reads', ['chat_id', 'user_id', 'last_read_seq'], readRows(house));
  await client.query('set session_replication_role = origin').catch(() => undefined);
  return count;
}

const chatColumns = ['id', 'room_id', 'low_id', 'high_id', 'name', 'last_seq', 'last_change', 'created_at'];
const chatRow = ({ id, roomId, pair, name, lastSeq, lastChange, at }) => [
  id,
  roomId,
  pair?.low.id ?? null,
  pair?.high.id ?? null,
  name,
  lastSeq,
  lastChange,
  iso(at),
];

const iso = (ms) => new Date(ms).toISOString();

async function copyHouse(client, { people, rooms, pairs }, passwordHash) {
  await copyInto(
    client,
    'users',
    ['id', 'username', 'display_name', 'email', 'password_hash', 'created_at'],
    people.map(({ id, username, displayName }) => [
      id,
      username,
      displayName,
      `${username}@example.org`,
      passwordHash,
      iso(parseInt(id.replace('-', '').slice(0, 12), 16)),
    ]),
  );
  await copyInto(
    client,
    'rooms',
    ['id', 'slug', 'title', 'description', 'visibility', 'owner_id', 'created_at'],
    rooms.map(({ id, slug, title, members, at }, index) => [
      id,
      slug,
      title,
      '',
      index % 3 === 0 ? 'public' : 'private',
      people[members[0]].id,
      iso(at),
    ]),
  );
  await copyInto(
    client,
    'room_members',
    ['room_id', 'user_id', 'joined_at'],
    rooms.flatMap(({ id, members, at }) => members.map((member) => [id, people[member].id, iso(at)])),
  );
  await copyInto(
    client,
    'relations',
    ['low_id', 'high_id', 'friends_since'],
    pairs.map(({ low, high, at }) => [low.id, high.id, iso(at)]),
  );
}

async function copyBeside(client, { mentions, versions, reactions, attachments }) {
  await copyInto(client, 'mentions', ['chat_id', 'user_id', 'seq'], mentions);
  await copyInto(client, 'message_versions', ['message_id', 'version', 'text', 'written_at'], versions);
  await copyInto(client, 'reactions', ['message_id', 'emoji', 'user_id', 'given_at'], reactions);
  const columns = [
    'id',
    'chat_id',
    'owner_id',
    'message_id',
    'position',
    'name',
    'kind',
    'media_type',
    'size_bytes',
  ];
  await copyInto(
    client,
    'attachments',
    [...columns, 'preview_width', 'preview_height', 'created_at'],
    attachments,
  );
}

/** Everybody has read up to what they wrote last; who never wrote has read nothing. */
function* readRows({ people, chats }) {
  for (const { id, read } of chats) for (const [person, seq] of read) yield [id, people[person].id, seq];
}
