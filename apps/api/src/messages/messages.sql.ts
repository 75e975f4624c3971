/**
 * Stores a batch of drafts in one statement, hence in one transaction and one round trip. Every draft gets a row of the
 * answer, in order; who is not a member, or has used the client message id before, stores nothing and harms no other.
 *
 * The chats are locked in the order of their ids, so that batches of two nodes take turns instead of deadlocking, and
 * `seq` goes on from where the lock finds it. The time is read behind the lock: it rises with `seq`.
 */
export const storeMessages = `
  with draft as materialized (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) with ordinality
      as d(id, chat_id, author_id, client_message_id, text, position)
  ), chat as materialized (
    select id, room_id, last_seq from chats
     where id in (select chat_id from draft) order by id for no key update
  ), moment as materialized (
    select date_trunc('milliseconds', clock_timestamp()) as now from (select count(*) from chat) as locked
  ), judged as materialized (
    select draft.*, chat.last_seq, member.user_id is not null as is_member, first.id as first_id
      from draft
      left join chat on chat.id = draft.chat_id
      left join room_members member on member.room_id = chat.room_id and member.user_id = draft.author_id
      left join messages first
        on first.author_id = draft.author_id and first.client_message_id = draft.client_message_id
  ), fresh as materialized (
    select *, last_seq + row_number() over (partition by chat_id order by position) as seq
      from judged where is_member and first_id is null
  ), advanced as (
    update chats set last_seq = newest.seq
      from (select chat_id, max(seq) as seq from fresh group by chat_id) as newest
     where chats.id = newest.chat_id
  ), stored as (
    insert into messages (id, chat_id, seq, author_id, client_message_id, text, created_at)
    select id, chat_id, seq, author_id, client_message_id, text, now from fresh, moment
  )
  select judged.is_member as "isMember",
         coalesce(first.id, fresh.id) as id,
         coalesce(first.chat_id, fresh.chat_id) as "chatId",
         coalesce(first.seq, fresh.seq) as seq,
         coalesce(first.text, fresh.text) as text,
         coalesce(first.created_at, moment.now) as "createdAt"
    from judged
   cross join moment
    left join fresh on fresh.position = judged.position
    left join messages first on first.id = judged.first_id
   order by judged.position`;

const page = `
  select m.id, m.chat_id as "chatId", m.seq, m.author_id as "authorId", u.username,
         m.client_message_id as "clientMessageId", m.text, m.created_at as "createdAt"
    from messages m join users u on u.id = m.author_id
   where m.chat_id = $2`;

/** Keyset pages over unique (chat_id, seq). Parameters: how many, the chat, and the seq where there is one. */
export const pages = {
  newest: `${page} order by m.seq desc limit $1`,
  before: `${page} and m.seq < $3 order by m.seq desc limit $1`,
  after: `${page} and m.seq > $3 order by m.seq asc limit $1`,
} as const;
