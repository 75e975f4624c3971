import { userJson } from '../users/user-json.js';
import { messageColumns } from './message-columns.sql.js';

/**
 * A page of a chat, newest first, with where the chat stands in one snapshot with it; one row without a message where the page is
 * empty. Every `seq` from 1 to the last has its message, so that a page is a range of them: up to `top`, and not below `floor`.
 */
const page = (top: string, floor = '1'): string => `
  select chat.last_seq as "lastSeq", chat.last_change as "lastChange", message.*
    from (select id, last_seq, last_change, least(last_seq, ${top}) as top from chats where id = $1) as chat
    left join lateral (
      select ${messageColumns('m', 'u')} from messages m join users u on u.id = m.author_id
       where m.chat_id = chat.id and m.seq between greatest(chat.top - $2::bigint + 1, ${floor}) and chat.top
       order by m.seq desc limit $2
    ) as message on true
   order by message.seq desc`;

/** Parameters: the chat, how many, and the seq where there is one. */
export const pages = {
  newest: page('last_seq'),
  before: page('$3::bigint - 1'),
  after: page('$3::bigint + $2::bigint', '$3::bigint + 1'),
  around: page('greatest($3::bigint + $2::bigint / 2, $2::bigint)'),
} as const;

/**
 * What a client missed that knows of a chat (`$1`) up to a seq (`$2`) and a change (`$3`), in one snapshot with where the chat
 * stands: the messages behind that seq in their order, then those before it that have changed since in the order of their last
 * changes. Of both at most `$4` and one more, which tells that it is too much; where too many are behind, none is read.
 */
export const missed = `
  select chat.last_seq as "lastSeq", chat.last_change as "lastChange", message.*
    from (select id, last_seq, last_change from chats where id = $1) as chat
    left join lateral (
      select m.known, ${messageColumns('m', 'u')}
        from (
          (select false as known, messages.* from messages
            where chat_id = chat.id and seq > $2::bigint and chat.last_seq - $2::bigint <= $4::bigint
            order by seq limit $4::bigint + 1)
          union all
          (select true as known, messages.* from messages
            where chat_id = chat.id and change > $3::bigint and seq <= $2::bigint
              and chat.last_seq - $2::bigint <= $4::bigint
            order by change limit $4::bigint + 1)
        ) m
        join users u on u.id = m.author_id
    ) as message on true
   order by message.known, case when message.known then message.change else message.seq end`;

export const isInChat = 'select 1 from messages where id = $1 and chat_id = $2';

/** The newest of its versions, the oldest of them first. */
export const versionsOf = `
  select text, written_at as "writtenAt"
    from (select * from message_versions where message_id = $1 order by version desc limit $2) as newest
   order by version`;

/** The emoji in the order in which they first came, the people of each too. */
export const reactionsOf = `
  select r.emoji, json_agg(${userJson('u')} order by r.given_at, r.user_id) as users
    from reactions r join users u on u.id = r.user_id
   where r.message_id = $1
   group by r.emoji order by min(r.given_at), r.emoji collate "C"`;
