import { limits } from '@parlour/contracts';
import { mentionCount, unreadCount } from './read-counts.sql.js';

/** The chat that is parameter 2, if the person who is parameter 1 may read it. */
const readableChat = `
  chats c left join room_members me on me.room_id = c.room_id and me.user_id = $1
   where c.id = $2 and (me.user_id is not null or $1 in (c.low_id, c.high_id))`;

const counted = { chatId: 'chat.id', viewerId: '$1::uuid', lastReadSeq: 'moved.last_read_seq' };

/** Sets the mark to parameter 3, or as far as the chat goes. Answers with no row where there is no such chat for them. */
const markAt = (onlyForward: boolean) => `
  with chat as (
    select c.id, least($3::bigint, c.last_seq) as seq from ${readableChat}
  ), moved as (
    insert into chat_reads as mark (chat_id, user_id, last_read_seq)
    select id, $1, seq from chat ${onlyForward ? 'where seq > 0' : ''}
        on conflict (chat_id, user_id) do update set last_read_seq = excluded.last_read_seq
     ${onlyForward ? 'where mark.last_read_seq < excluded.last_read_seq' : ''}
    returning last_read_seq
  )
  select moved.last_read_seq as "lastReadSeq",
         case when moved.last_read_seq is not null then ${unreadCount(counted)} end as unread,
         case when moved.last_read_seq is not null then ${mentionCount(counted)} end as mentions
    from chat left join moved on true`;

/** Who has a part in what is seen of reading: friends in their direct chat, and the members of a small room. */
const seers = `
  select u.id, u.show_read, c.id as chat_id
    from chats c
    join relations r on r.low_id = c.low_id and r.high_id = c.high_id and r.friends_since is not null
    join users u on u.id in (c.low_id, c.high_id)
   where c.id = $2
  union all
  select u.id, u.show_read, c.id
    from chats c
    join room_members m on m.room_id = c.room_id
    join users u on u.id = m.user_id
   where c.id = $2 and (
     select count(*) from (select from room_members n where n.room_id = c.room_id limit ${limits.seenMaxMembers + 1}) few
   ) <= ${limits.seenMaxMembers}`;

/** The others of them, as far as both sides show what they read. */
const mutual = `
  (${seers}) other where other.id <> $1 and other.show_read and (select show_read from users where id = $1)`;

/** Exported for the test that reads their plans. */
export const chatReadQueries = {
  moveForward: markAt(true),
  moveAnywhere: markAt(false),
  mute: `
    with chat as (
      select c.id from ${readableChat}
    ), muted as (
      insert into chat_reads as mark (chat_id, user_id, last_read_seq, muted)
      select id, $1, 0, $3 from chat
          on conflict (chat_id, user_id) do update set muted = excluded.muted where mark.muted <> excluded.muted
      returning 1
    )
    select exists (select from muted) as changed from chat`,
  seers: `select other.id from ${mutual}`,
  seen: `
    select other.id as "userId", mark.last_read_seq as "lastReadSeq"
      from (select id, chat_id from ${mutual}) other
     cross join lateral (
       select last_read_seq from chat_reads
        where chat_id = other.chat_id and user_id = other.id and last_read_seq > 0 limit 1 -- or the planner may read every mark for a few
     ) mark
     order by other.id`,
} as const;
