import { userJson } from '../users/user-json.js';
import { messageColumns } from './message-columns.sql.js';

/**
 * Stores a batch of drafts in one statement, hence in one transaction and one round trip. Every draft gets a row of the
 * answer, in order; who may not write, or has used the client message id before, stores nothing and harms no other.
 *
 * The authors are held first, so that who is being deleted has written before, or not at all. The chats are locked in the
 * order of their ids, so that batches of two nodes take turns instead of deadlocking, and `seq` goes on from where the
 * lock finds it. The time is read behind the lock: it rises with `seq`.
 *
 * Members write in the chat of their room, friends in their direct chat. What was sent there before is answered also
 * when they are friends no longer, because they may still read it. A call is noted whatever they are by then. Who writes
 * has read what stands above.
 */
export const storeMessages = `
  with draft as materialized (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[]) with ordinality
      as d(id, chat_id, author_id, client_message_id, text, call, position)
  ), author as materialized (
    select id, deleted_at from users where id in (select author_id from draft) order by id for key share
  ), chat as materialized (
    select id, room_id, low_id, high_id, last_seq from chats
     where id in (select chat_id from draft) and (select count(*) from author) > 0
     order by id for no key update
  ), moment as materialized (
    select date_trunc('milliseconds', clock_timestamp()) as now from (select count(*) from chat) as locked
  ), judged as materialized (
    select draft.*, chat.last_seq, first.id as first_id,
           case
             when author.deleted_at is not null and draft.call is null then 'chat_not_found'
             when member.user_id is not null then null
             when draft.author_id in (chat.low_id, chat.high_id) is not true then 'chat_not_found'
             when draft.call is not null or first.id is not null or r.friends_since is not null then null
             when case when draft.author_id = r.low_id then r.low_blocked_at else r.high_blocked_at end is not null
               then 'person_blocked'
             else 'not_friends'
           end as refusal
      from draft
      left join author on author.id = draft.author_id
      left join chat on chat.id = draft.chat_id
      left join room_members member on member.room_id = chat.room_id and member.user_id = draft.author_id
      left join relations r on r.low_id = chat.low_id and r.high_id = chat.high_id
      left join messages first
        on first.author_id = draft.author_id and first.client_message_id = draft.client_message_id
  ), fresh as materialized (
    select *, last_seq + row_number() over (partition by chat_id order by position) as seq
      from judged where refusal is null and first_id is null
  ), advanced as (
    update chats set last_seq = newest.seq
      from (select chat_id, max(seq) as seq from fresh group by chat_id) as newest
     where chats.id = newest.chat_id
  ), stored as (
    insert into messages (id, chat_id, seq, author_id, client_message_id, text, call, created_at)
    select id, chat_id, seq, author_id, client_message_id, text, call, now from fresh, moment
  ), read as (
    insert into chat_reads as mark (chat_id, user_id, last_read_seq)
    select chat_id, author_id, max(seq) from fresh where call is null group by chat_id, author_id
        on conflict (chat_id, user_id) do update set last_read_seq = excluded.last_read_seq
     where mark.last_read_seq < excluded.last_read_seq
  )
  select judged.refusal, coalesce(judged.first_id, fresh.id) as id, fresh.seq,
         ${userJson('u')} as author, moment.now as "createdAt"
    from judged
   cross join moment
    left join users u on u.id = judged.author_id
    left join fresh on fresh.position = judged.position
   order by judged.position`;

/** Whole messages by their ids. */
export const messagesById = `
  select ${messageColumns('m', 'u')} from messages m join users u on u.id = m.author_id where m.id = any($1::uuid[])`;
