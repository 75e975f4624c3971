import { messageColumns } from '../messages/message-columns.sql.js';
import { userJson } from '../users/user-json.js';

/** Of the words in which a part occurs, the shortest: they are the nearest to it. */
const wordsOfPartMax = 64;
/** The trigram index knows no shorter ones. */
const partMinChars = 3;
/** Of every chat that many are looked at, however many chats there are. */
const recentOfChatMin = 4;

/** What is no word of a text, but what an operator asks for: no text has such a word, for its punctuation goes. */
export const marks = {
  author: (userId: string): string => `@${userId}`,
  has: (what: string): string => `#${what}`,
} as const;

/**
 * One tsquery for each word of `$1` and each phrase of `$2`, as text: a word stands for itself, for all that begin with it, and
 * for those of which it is a part. Empty where PostgreSQL sees no word in it. What is written between the quotation marks of a
 * tsquery has neither quotation marks nor backslashes, because `search_text` takes them away.
 */
const readWords = `
  with word as (
    select position, to_tsquery('parlour', '''' || search_text(text) || ''':*') as query,
           tsvector_to_array(to_tsvector('parlour', search_text(text))) as lexemes
      from unnest($1::text[]) with ordinality as typed(text, position)
  )
  select query::text as query, (
           select string_agg(quote_literal(part.word), ' | ') from (
             select word from search_words
              where array_length(lexemes, 1) = 1 and length(lexemes[1]) >= ${partMinChars}
                and word like '%' || lexemes[1] || '%' and not starts_with(word, lexemes[1])
              order by length(word), word limit ${wordsOfPartMax}) part
         ) as parts
    from word
  union all
  select phraseto_tsquery('parlour', search_text(text))::text, null from unnest($2::text[]) as phrase(text)`;

/** Who is meant by `from:`; parameter 1 are usernames. */
const people = 'select id from users where username = any($1) and deleted_at is null';

/**
 * The chats of a person (`$1`) in rooms by their slug (`$2`), by their own name (`$3`), or with people (`$4`). Where rooms and
 * chats are named, the chats of these names in these rooms: so one chat of one room can be searched.
 */
const chatsNamed = `
  select c.id from room_members m
    join rooms r on r.id = m.room_id
    join chats c on c.room_id = r.id
   where m.user_id = $1
     and cardinality($2::text[]) + cardinality($3::text[]) > 0
     and (cardinality($2::text[]) = 0 or r.slug = any($2))
     and (cardinality($3::text[]) = 0 or lower(c.name) in (select lower(name) from unnest($3::text[]) as named(name)))
  union
  select c.id from users u
    join chats c on c.low_id = least($1::uuid, u.id) and c.high_id = greatest($1::uuid, u.id)
   where u.username = any($4) and u.deleted_at is null`;

/**
 * The newest messages of the chats `$1` between `$3` and `$4`, some `$5` of all of them, and which of them match `$2`. What is
 * common is found here, without reading all that an index knows of it. The chat that was written last is looked at the deepest, as the
 * harmonic series goes, for it is most likely the busiest.
 *
 * Complete down to the newest of the places where the messages of a chat go on beyond what was looked at: from there on,
 * others may be missing between those that were found.
 */
const recent = `
  with chat as materialized (
    select id, greatest(${recentOfChatMin}, $5::int
             / (row_number() over (order by newest desc) * (0.58 + ln(count(*) over ()))))::int as depth
      from unnest($1::uuid[]) as given(id)
     cross join lateral (
       select message_id as newest from search_entries
        where chat_id = given.id and message_id >= $3 and message_id < $4
        order by message_id desc limit 1) entry
  ), looked as materialized (
    select entry.*
      from chat
     cross join lateral (
       select message_id, words @@ $2::tsquery as is_hit,
              row_number() over (order by message_id desc) = chat.depth as is_last
         from search_entries
        where chat_id = chat.id and message_id >= $3 and message_id < $4
        order by message_id desc limit chat.depth) entry
  ), horizon as (
    select message_id from looked where is_last order by message_id desc limit 1
  )
  select message_id as id, exists (select from horizon) as "isCut"
    from looked
   where is_hit and message_id >= coalesce((select message_id from horizon), $3::uuid)
   order by message_id desc limit $6`;

/**
 * What is rare, by the index of words. The fence keeps the planner from walking through all messages of a chat instead, in the hope
 * of finding enough of them soon: those that were near have been looked at.
 */
const indexed = `
  select id from (
    select message_id as id from search_entries
     where chat_id = any($1::uuid[]) and message_id >= $3 and message_id < $4 and words @@ $2::tsquery
    offset 0) as fenced
   order by id desc limit $5`;

/** All of them, where no word is looked for: the newest of these chats. */
const newest = `
  select message_id as id
    from unnest($1::uuid[]) as chat(id)
   cross join lateral (
     select message_id from search_entries
      where chat_id = chat.id and message_id >= $2 and message_id < $3
      order by message_id desc limit $4) entry
   order by message_id desc limit $4`;

/**
 * Messages by their ids, each with the one before and the one after it. The fence lets the planner see that it looks for three places of
 * a chat, and not for all messages of it.
 */
const inContext = `
  select hit.id as "hitId", (m.seq - hit.seq)::int as "offset", ${messageColumns('m', 'author')}
    from unnest($1::uuid[]) as wanted(id)
    join messages hit on hit.id = wanted.id and hit.deleted_at is null
   cross join lateral (
     select * from messages
      where chat_id = hit.chat_id and seq between hit.seq - 1 and hit.seq + 1
     offset 0) m
    join users author on author.id = m.author_id`;

/** Chats, as the person who is parameter 2 finds them. */
const places = `
  select c.id as "chatId", r.id as "roomId", r.slug, r.title as "roomTitle", c.name as "chatName",
         not exists (select from chats elder where elder.room_id = c.room_id and elder.id < c.id) as main,
         case when r.id is null then ${userJson('other')} end as "user"
    from chats c
    left join rooms r on r.id = c.room_id
    left join users other on other.id = case when c.low_id = $2 then c.high_id else c.low_id end
   where c.id = any($1::uuid[])`;

/** Exported for the test that reads their plans. */
export const searchQueries = {
  readWords,
  people,
  chatsNamed,
  recent,
  indexed,
  newest,
  inContext,
  places,
} as const;
