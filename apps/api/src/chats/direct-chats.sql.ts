import { limits } from '@parlour/contracts';
import { hasBlocked } from '../friends/relation.sql.js';
import { messageColumns } from '../messages/message-columns.sql.js';
import { userJson } from '../users/user-json.js';
import { unreadCount } from './read-counts.sql.js';

/** Direct chats as one of the two sees them: `id`, `viewer_id`, `other_id`, `low_id`, `high_id`, `last_seq`. */
const chatsSeen = (viewer: string) => `
  c.id, ${viewer} as viewer_id, case when c.low_id = ${viewer} then c.high_id else c.low_id end as other_id,
  c.low_id, c.high_id, c.last_seq`;

const counted = { chatId: 'chat."directChatId"', viewerId: 'chat."viewerId"', lastReadSeq: 'mark.seq' };

/**
 * One row for each chat of `source`. What is unread is counted after `limit` has chosen the chats that are shown.
 */
const directChats = (source: string, chosen = '') => `
  select chat.*, mark.seq as "lastReadSeq", mark.muted, ${unreadCount(counted)} as unread
    from (
      select seen.id as "directChatId", seen.viewer_id as "viewerId", ${userJson('other')} as "user",
             case
               when other.deleted_at is not null then 'deleted'
               when ${hasBlocked('seen.viewer_id', 'r')} then 'blocked'
               when r.friends_since is not null then 'open'
               else 'not-friends'
             end as state,
             ${messageColumns('m', 'author')}
        from (${source}) seen
        join users other on other.id = seen.other_id
        left join relations r on r.low_id = seen.low_id and r.high_id = seen.high_id
        left join messages m on m.chat_id = seen.id and m.seq = seen.last_seq
        left join users author on author.id = m.author_id
        ${chosen}
    ) chat
    cross join lateral (
      select coalesce(max(last_read_seq), 0) as seq, coalesce(bool_or(muted), false) as muted from chat_reads
       where chat_id = chat."directChatId" and user_id = chat."viewerId"
    ) mark
   order by chat."createdAt" desc nulls last, chat."directChatId"`;

/** Exported for the test that reads their plans. */
export const directChatQueries = {
  mine: directChats(
    `select ${chatsSeen('$1::uuid')} from chats c where c.low_id = $1
     union all
     select ${chatsSeen('$1::uuid')} from chats c where c.high_id = $1`,
    `where m.id is not null or (r.friends_since is not null and other.deleted_at is null)
     order by m.created_at desc nulls last, seen.id limit ${limits.directChatsMax}`,
  ),
  one: directChats(
    `select ${chatsSeen('$1::uuid')} from chats c where c.id = $2 and $1 in (c.low_id, c.high_id)`,
  ),
  several: directChats(`
    select ${chatsSeen('v.viewer_id')} from unnest($1::uuid[], $2::uuid[]) as v(chat_id, viewer_id)
      join chats c on c.id = v.chat_id and v.viewer_id in (c.low_id, c.high_id)`),
} as const;
