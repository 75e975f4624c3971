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
