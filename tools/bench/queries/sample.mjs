import { reader } from '../large/house.mjs';

/** What the queries are asked with: a person in many rooms, the longest chat, one of about a hundred messages, and so on. */
export async function takeSample(client) {
  const rows = async (sql, parameters = []) => (await client.query(sql, parameters)).rows;
  const [person] = await rows('select id, username from users where username = $1', [reader]);
  const [long] = await rows(
    'select id, room_id as "roomId", last_seq::int as "lastSeq" from chats order by last_seq desc limit 1',
  );
  const [short] = await rows(
    `select id, last_seq::int as "lastSeq" from chats where room_id is not null
      order by abs(last_seq - 100), id limit 1`,
  );
  const members = await rows('select user_id as id from room_members where room_id = $1 limit 200', [
    long.roomId,
  ]);
  const [direct] = await rows(
    'select id from chats where low_id = $1 or high_id = $1 order by last_seq desc limit 1',
    [person.id],
  );
  const messages = await rows(
    `select id, seq::int, author_id as "authorId" from messages
      where chat_id = $1 and deleted_at is null and seq % greatest(1, $2::bigint / 500) = 0 limit 500`,
    [long.id, long.lastSeq],
  );
  const reacted = await rows(
    `select r.message_id as id, m.chat_id as "chatId", min(r.emoji) as emoji, min(r.user_id::text) as "userId"
       from (select * from reactions limit 2000) r join messages m on m.id = r.message_id group by 1, 2 limit 200`,
  );
  const [attachment] = await rows('select id from attachments limit 1');
  const [changed] = await rows('select last_change::int as change from chats where id = $1', [long.id]);
  return { person, long, short, members, direct, messages, reacted, attachment, lastChange: changed.change };
}
