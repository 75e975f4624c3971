import { limits } from '@parlour/contracts';
import { mentionCount, unreadCount } from './read-counts.sql.js';

const counted = { chatId: 'chat.id', viewerId: '$1::uuid', lastReadSeq: 'mark.seq' };

/**
 * A row for each chat of the rooms of the person who is parameter 1. What is unread is counted after `chosen` has chosen the
 * chats that are shown, and only where something stands behind the mark.
 */
const roomChats = (chosen: string) => `
  select chat.*, mark.seq as "lastReadSeq", mark.muted,
         case when chat."lastSeq" > mark.seq then ${unreadCount(counted)} else 0 end as unread,
         case when chat."lastSeq" > mark.seq then ${mentionCount(counted)} else 0 end as mentions
    from (
      select c.id, c.room_id as "roomId", c.name, c.description, c.created_at as "createdAt",
             c.archived_at as "archivedAt", c.last_seq as "lastSeq",
             not exists (select from chats elder where elder.room_id = c.room_id and elder.id < c.id) as main,
             (select created_at from messages where chat_id = c.id and seq = 1) as "firstMessageAt",
             last.created_at as "lastMessageAt"
        from room_members me
        join chats c on c.room_id = me.room_id
        left join messages last on last.chat_id = c.id and last.seq = c.last_seq
       where me.user_id = $1 ${chosen}
    ) chat
    cross join lateral (
      select coalesce(max(last_read_seq), 0) as seq, coalesce(bool_or(muted), false) as muted from chat_reads
       where chat_id = chat.id and user_id = $1
    ) mark
   order by chat."roomId", chat.main desc, lower(chat.name), chat.id`;

/** Exported for the test that reads their plans. */
export const roomChatQueries = {
  mine: roomChats(`order by last.created_at desc nulls last, c.id limit ${limits.roomChatsMax}`),
  one: roomChats('and c.id = $2'),
} as const;
