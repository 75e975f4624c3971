import { marks } from './search.sql.js';

/** Shorter words have no parts that anybody could look for; longer ones are no words, but keys and addresses. */
const indexedWordChars = { min: 4, max: 40 } as const;

/** Takes messages out of the queue until the transaction ends: what another node has taken is passed over. */
export const takeQueued = `
  select message_id as id from search_queue where message_id <> all($2::uuid[])
   order by message_id desc limit $1 for update skip locked`;

const has = (what: string) => `'${marks.has(what)}'`;

/**
 * Makes the entries of these messages (`$1`) anew, and takes them off the queue. In a statement of its own, after they were
 * taken: so it sees what was committed until then, and who changes one of them from now on queues it again.
 *
 * The text and the names of the files are looked for by words; who wrote it and what is with it stand beside as words that no
 * text has. Entries and new words are put in their order, so that two nodes wait for each other instead of deadlocking, and for a
 * room that is being closed.
 */
export const indexMessages = `
  with fresh as materialized (
    select m.chat_id, m.id,
           to_tsvector('parlour', search_text(concat_ws(' ', m.text, files.names))) as words,
           array_remove(array['${marks.author('')}' || m.author_id,
             case when m.text ~* '\\mhttps?://\\S' then ${has('link')} end,
             case when files.names is not null then ${has('file')} end] || files.kinds, null) as marks
      from messages m
      left join lateral (
        select string_agg(name, ' ' order by position) as names, array_agg(distinct '#' || kind) as kinds
          from attachments where message_id = m.id
      ) files on true
     where m.id = any($1::uuid[]) and m.deleted_at is null and m.call is null
  ), stored as (
    insert into search_entries (chat_id, message_id, words)
    select chat_id, id, words || array_to_tsvector(array(select distinct unnest(marks))) from fresh
     order by chat_id, id
        on conflict (chat_id, message_id) do update set words = excluded.words
  ), removed as (
    delete from search_entries entry using messages m
     where m.id = any($1::uuid[]) and m.deleted_at is not null
       and entry.chat_id = m.chat_id and entry.message_id = m.id
  ), done as (
    delete from search_queue where message_id = any($1::uuid[])
  )
  insert into search_words (word)
  select distinct word from fresh cross join lateral unnest(tsvector_to_array(words)) as word
   where length(word) between ${indexedWordChars.min} and ${indexedWordChars.max}
     and not exists (select from search_words known where known.word = word.word)
   order by word
      on conflict do nothing`;
