import { limits } from '@parlour/contracts';
import { attachmentJson } from '../files/attachment-json.js';
import { userJson } from '../users/user-json.js';

/**
 * The columns of a `MessageRow`: the one place that selects whole messages. `m`: the alias of `messages`, `author` that of the
 * `users` who wrote them. Where `m` is joined and missing, all of them are null.
 *
 * What most messages have not got is looked up only for those that say so: no message has reactions before its first change.
 */
export const messageColumns = (m: string, author: string): string => `
  ${m}.id, ${m}.chat_id as "chatId", ${m}.seq, ${userJson(author)} as author,
  ${m}.client_message_id as "clientMessageId", ${m}.text, ${m}.call,
  case when ${m}.reply_to_seq is not null then ${quoteOf(m)} end as "replyTo",
  case when ${m}.deleted_at is null then ${attachmentsOf(m)} end as attachments,
  case when ${m}.mentions is not null then ${mentionedBy(m)} end as mentions,
  coalesce(${m}.mentions_room, false) as "mentionsRoom",
  case when ${m}.change is not null then ${reactionsTo(m)} end as reactions,
  ${m}.created_at as "createdAt", ${m}.edited_at as "editedAt", ${m}.deleted_at as "deletedAt", ${m}.change`;

const quoteOf = (m: string) => `(
  select json_build_object('id', q.id, 'seq', q.seq, 'author', ${userJson('quoted_author')},
      'text', left(q.text, ${limits.quoteMaxChars}), 'deleted', q.deleted_at is not null,
      'file', (select name from attachments where message_id = q.id order by position limit 1))
    from messages q join users quoted_author on quoted_author.id = q.author_id
   where q.chat_id = ${m}.chat_id and q.seq = ${m}.reply_to_seq)`;

const attachmentsOf = (m: string) => `(
  select json_agg(${attachmentJson('a')} order by a.position) from attachments a where a.message_id = ${m}.id)`;

const mentionedBy = (m: string) => `(
  select json_agg(${userJson('named')} order by position)
    from unnest(${m}.mentions) with ordinality as mention(user_id, position)
    join users named on named.id = mention.user_id)`;

/** The emoji in the order in which they first came, the people of each too. */
const reactionsTo = (m: string) => `(
  select json_agg(json_build_object('emoji', emoji, 'userIds', user_ids) order by first_at, emoji collate "C")
    from (select emoji, min(given_at) as first_at, json_agg(user_id order by given_at, user_id) as user_ids
            from reactions where message_id = ${m}.id group by emoji) as given)`;
