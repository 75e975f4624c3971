import { notAFriend } from '../friends/relation.sql.js';
import { mayRead, userNamed } from './messages.sql.js';

/**
 * Holds who (`$1`) wants to change something, then the chat (`$2`), in the order in which messages are stored. What is read
 * after this is what every other change has left.
 */
export const holdChat = `
  with actor as materialized (
    select id, deleted_at from users where id = $1 for key share
  ), chat as materialized (
    select id, room_id, low_id, high_id, archived_at from chats
     where id = $2 and (select count(*) from actor) > 0 for no key update
  )
  select actor.deleted_at is null and ${mayRead('actor.id', 'chat')} is true as "mayRead",
         room.owner_id is not distinct from actor.id as "isOwner",
         chat.archived_at is not null as "isArchived",
         case
           when chat.room_id is not null or r.friends_since is not null then null
           else ${notAFriend('actor.id', 'r')}
         end as obstacle
    from actor cross join chat
    left join rooms room on room.id = chat.room_id
    left join relations r on r.low_id = chat.low_id and r.high_id = chat.high_id`;

/** The message `$1` of the chat `$2`, to the person `$3`. */
export const messageInChat = `
  select m.seq, m.text, m.author_id = $3 as "isAuthor", m.call is not null as "isCall", m.deleted_at is not null as "isDeleted",
         exists (select 1 from attachments where message_id = m.id) as "hasFiles"
    from messages m where m.id = $1 and m.chat_id = $2`;

/** Those of these usernames (`$2`) who may read the chat `$1`, in their order. */
export const readersNamed = `
  select coalesce(array_agg(u.id order by name.place), '{}') as ids
    from unnest($2::text[]) with ordinality as name(name, place)
    cross join lateral ${userNamed('name.name')} as u
    join chats on chats.id = $1
   where ${mayRead('u.id', 'chats')}`;

/** The next number among the changes of the chat `$1`, and the moment of it. */
const nextChange = `
  with change as (
    update chats set last_change = last_change + 1 where id = $1
    returning last_change as number, date_trunc('milliseconds', clock_timestamp()) as moment
  )`;

/** The indexer that takes the row away meanwhile is waited for, so that it reads the message once more. */
const queued = `
  queued as (
    insert into search_queue (message_id) values ($2)
        on conflict (message_id) do update set message_id = excluded.message_id
  )`;

/** The chat, the message, its new text, whom it names, whether it names everybody. */
export const editMessage = `${nextChange}, version as (
    insert into message_versions (message_id, version, text, written_at)
    select id, 1 + coalesce((select max(version) from message_versions where message_id = $2), 0), text,
           coalesce(edited_at, created_at)
      from messages where id = $2
  ), unnamed as (
    delete from mentions using messages m
     where m.id = $2 and mentions.chat_id = $1 and mentions.seq = m.seq
       and mentions.user_id = any(m.mentions) and mentions.user_id <> all($4::uuid[])
  ), named as (
    insert into mentions (chat_id, user_id, seq)
    select $1, named.id, m.seq from messages m cross join unnest($4::uuid[]) as named(id)
     where m.id = $2 and named.id <> m.author_id
        on conflict do nothing
  ), ${queued}
  update messages
     set text = $3, mentions = nullif($4::uuid[], '{}'), mentions_room = $5, edited_at = change.moment, change = change.number
    from change where id = $2`;

/** The chat, the message. Its files follow their rows. */
export const deleteMessage = `${nextChange}, versions as (
    delete from message_versions where message_id = $2
  ), given as (
    delete from reactions where message_id = $2
  ), files as (
    delete from attachments where message_id = $2
  ), unnamed as (
    delete from mentions using messages m
     where m.id = $2 and mentions.chat_id = $1 and mentions.seq = m.seq and mentions.user_id = any(m.mentions)
  ), ${queued}
  update messages
     set text = '', reply_to_seq = null, mentions = null, mentions_room = false, edited_at = null,
         deleted_at = change.moment, change = change.number
    from change where id = $2`;

/** The reactions to the message `$1`, with a look at the emoji `$2`, and whether the person `$3` gave it. */
export const countReactions = `
  select count(*)::int as total, count(distinct emoji)::int as emoji,
         coalesce(bool_or(emoji = $2), false) as "isThere",
         coalesce(bool_or(emoji = $2 and user_id = $3), false) as "isMine"
    from reactions where message_id = $1`;

/** The chat, the message, the emoji, the person. */
export const addReaction = `${nextChange}, given as (
    insert into reactions (message_id, emoji, user_id, given_at) select $2, $3, $4, moment from change
  )
  update messages set change = change.number from change where id = $2`;

/** The chat, the message, the emoji, the person. */
export const removeReaction = `${nextChange}, taken as (
    delete from reactions where message_id = $2 and emoji = $3 and user_id = $4
  )
  update messages set change = change.number from change where id = $2`;
