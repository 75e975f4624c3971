/**
 * Statements that give every twentieth message of a database what messages can have: a reply, an edit, a mention of its own author,
 * a file and three reactions. So that the tables of these are not read whole just because they are empty.
 */
export const messageMarks = [
  `with marked as (
     update messages m
        set reply_to_seq = m.seq - 1, mentions = array[m.author_id], edited_at = m.created_at, change = m.seq
      where m.seq % 20 = 0 returning m.*
   ), version as (
     insert into message_versions (message_id, version, text, written_at)
     select id, 1, 'as it was', created_at from marked
   ), mention as (
     insert into mentions (chat_id, user_id, seq) select chat_id, author_id, seq from marked
   ), file as (
     insert into attachments (id, chat_id, owner_id, message_id, position, name, kind, media_type, size_bytes, created_at)
     select gen_random_uuid(), chat_id, author_id, id, 0, 'cake.txt', 'file', 'text/plain', 10, created_at from marked
   )
   insert into reactions (message_id, emoji, user_id, given_at)
   select id, emoji, author_id, created_at from marked cross join unnest('{👍,🎂,❤️}'::text[]) as emoji`,
  'update chats set last_change = last_seq',
];
