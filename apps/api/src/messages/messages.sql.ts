import { notAFriend } from '../friends/relation.sql.js';
import { userJson } from '../users/user-json.js';
import { messageColumns } from './message-columns.sql.js';

/**
 * Whether somebody may read a chat, apart from who is deleted; null: they may not. `user`: an id; `chat`: the alias of a row of
 * `chats`. A scalar query, because `exists` would be answered by hashing every member of every room.
 */
export const mayRead = (user: string, chat: string): string => `
  coalesce(${user} in (${chat}.low_id, ${chat}.high_id),
    (select true from room_members where room_id = ${chat}.room_id and user_id = ${user}))`;

/** The id of a username, by the index: it is not known how few names come of a text. */
export const userNamed = (name: string): string => `(select id from users where username = ${name} limit 1)`;

/** What only some messages have, as pieces of the statement below. Most have nothing of it, and pay nothing for it. */
interface Extras {
  readonly draftFields: string;
  readonly draftNames: string;
  readonly beforeJudging: string;
  readonly judgedFields: string;
  readonly judgedJoins: string;
  readonly refusals: string;
  readonly beforeStoring: string;
  readonly storedFields: string;
  readonly storedValues: string;
  readonly afterStoring: string;
}

const nothing: Extras = {
  draftFields: '',
  draftNames: '',
  beforeJudging: '',
  judgedFields: '',
  judgedJoins: '',
  refusals: '',
  beforeStoring: '',
  storedFields: '',
  storedValues: '',
  afterStoring: '',
};

/**
 * A reply to a message of the same chat. The people who are named and may read the chat, in the order of the text; who names
 * themselves is not told. Files that the author has uploaded to this chat and not sent: all of a draft or none, held until
 * they are taken, so that no two messages and no broom get them.
 */
const replyMentionsAndFiles: Extras = {
  draftFields: ', $7::uuid[], $8::jsonb[], $9::boolean[], $10::jsonb[]',
  draftNames: ', reply_to_id, names, mentions_room, file_ids',
  beforeJudging: `held as materialized (
    select a.id, draft.position, file.place
      from draft cross join lateral jsonb_array_elements_text(draft.file_ids) with ordinality as file(id, place)
      join attachments a on a.id = file.id::uuid
     where a.owner_id = draft.author_id and a.chat_id = draft.chat_id and a.message_id is null
       and (select count(*) from chat) > 0
     order by a.id for update of a
  ), taken as materialized (
    select distinct on (id) id, position, place from held order by id, position, place
  ), `,
  judgedFields: ', quoted.seq as reply_to_seq',
  judgedJoins:
    'left join messages quoted on quoted.id = draft.reply_to_id and quoted.chat_id = draft.chat_id',
  refusals: `when draft.reply_to_id is not null and quoted.id is null then 'message_not_found'
             when jsonb_array_length(draft.file_ids)
                  <> (select count(*) from taken where taken.position = draft.position) then 'attachment_not_found'`,
  beforeStoring: `named as materialized (
    select fresh.position, named.id as user_id, name.place
      from fresh cross join lateral jsonb_array_elements_text(fresh.names) with ordinality as name(name, place)
      cross join lateral ${userNamed('name.name')} as named
      join chat on chat.id = fresh.chat_id
     where ${mayRead('named.id', 'chat')}
  ), `,
  storedFields: ', reply_to_seq, mentions, mentions_room',
  storedValues: `, reply_to_seq,
           (select array_agg(user_id order by place) from named where named.position = fresh.position), mentions_room`,
  afterStoring: `, sent_files as (
    update attachments set message_id = fresh.id, position = taken.place
      from taken join fresh on fresh.position = taken.position
     where attachments.id = taken.id
  ), told as (
    insert into mentions (chat_id, user_id, seq)
    select fresh.chat_id, named.user_id, fresh.seq from named join fresh on fresh.position = named.position
     where named.user_id <> fresh.author_id
  )`,
};

/**
 * Stores a batch of drafts in one statement, hence in one transaction and one round trip. Every draft gets a row of the
 * answer, in order; who may not write, or has used the client message id before, stores nothing and harms no other.
 *
 * The authors are held first, so that who is being deleted has written before, or not at all. The chats are locked in the
 * order of their ids, so that batches of two nodes take turns instead of deadlocking, and `seq` goes on from where the
 * lock finds it. The time is read behind the lock: it rises with `seq`.
 *
 * Members write in the chats of their room that are not archived, friends in their direct chat. What was sent there before is
 * answered also when they may write no longer, because they may still read it. A call is noted whatever they are by then. Who
 * writes has read what stands above.
 */
const storing = (extra: Extras): string => `
  with draft as materialized (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[]${extra.draftFields})
      with ordinality
      as d(id, chat_id, author_id, client_message_id, text, call${extra.draftNames}, position)
  ), author as materialized (
    select id, username, display_name, avatar_id, deleted_at from users
     where id in (select author_id from draft) order by id for key share
  ), chat as materialized (
    select id, room_id, low_id, high_id, last_seq, archived_at from chats
     where id in (select chat_id from draft) and (select count(*) from author) > 0
     order by id for no key update
  ), moment as materialized (
    select date_trunc('milliseconds', clock_timestamp()) as now from (select count(*) from chat) as locked
  ), ${extra.beforeJudging}judged as materialized (
    select draft.*, ${userJson('author')} as author, chat.last_seq, first.id as first_id${extra.judgedFields},
           case
             when author.deleted_at is not null and draft.call is null then 'chat_not_found'
             when member.user_id is null and draft.author_id in (chat.low_id, chat.high_id) is not true
               then 'chat_not_found'
             when draft.call is not null or first.id is not null then null
             when chat.archived_at is not null then 'chat_archived'
             when member.user_id is null and r.friends_since is null then ${notAFriend('draft.author_id', 'r')}
             ${extra.refusals}
           end as refusal
      from draft
      left join author on author.id = draft.author_id
      left join chat on chat.id = draft.chat_id
      left join room_members member on member.room_id = chat.room_id and member.user_id = draft.author_id
      left join relations r on r.low_id = chat.low_id and r.high_id = chat.high_id
      left join messages first
        on first.author_id = draft.author_id and first.client_message_id = draft.client_message_id
      ${extra.judgedJoins}
  ), numbered as materialized (
    select *, case when is_fresh then
             last_seq + count(*) filter (where is_fresh) over (partition by chat_id order by position) end as seq
      from (select *, refusal is null and first_id is null as is_fresh from judged) as judged
  ), fresh as materialized (
    select * from numbered where is_fresh
  ), ${extra.beforeStoring}advanced as (
    update chats set last_seq = newest.seq
      from (select chat_id, max(seq) as seq from fresh group by chat_id) as newest
     where chats.id = newest.chat_id
  ), stored as (
    insert into messages (id, chat_id, seq, author_id, client_message_id, text, call, created_at${extra.storedFields})
    select id, chat_id, seq, author_id, client_message_id, text, call, now${extra.storedValues} from fresh, moment
  ), read as (
    insert into chat_reads as mark (chat_id, user_id, last_read_seq)
    select chat_id, author_id, max(seq) from fresh where call is null group by chat_id, author_id
        on conflict (chat_id, user_id) do update set last_read_seq = excluded.last_read_seq
     where mark.last_read_seq < excluded.last_read_seq
  ), queued as (
    insert into search_queue (message_id) select id from fresh where call is null
  )${extra.afterStoring}
  select refusal, coalesce(first_id, id) as id, seq, author, now as "createdAt"
    from numbered cross join moment order by position`;

/** For a batch of which no draft has more than its text, or its call. */
export const storeMessages = storing(nothing);
/** For a batch with a reply, mentions or files in it. */
export const storeMessagesWithExtras = storing(replyMentionsAndFiles);

/** Whole messages by their ids. */
export const messagesById = `
  select ${messageColumns('m', 'u')} from messages m join users u on u.id = m.author_id where m.id = any($1::uuid[])`;
