import { limits } from '@parlour/contracts';

/** SQL expressions of one chat as one person sees it. */
export interface CountedFrom {
  readonly chatId: string;
  readonly viewerId: string;
  /** Up to where they have read. */
  readonly lastReadSeq: string;
}

/** Whether `m` counts as unread for somebody: calls that were answered or declined do not, nor what is no more. */
const counts = (viewerId: string) => `
  m.author_id <> ${viewerId} and m.deleted_at is null
    and coalesce(m.call->>'outcome', '') not in ('answered', 'declined')`;

/** What others wrote behind the mark, counted to the limit. An SQL expression, as is the other one. */
export const unreadCount = ({ chatId, viewerId, lastReadSeq }: CountedFrom): string => `(
  select count(*)::int from (
    select from messages m where m.chat_id = ${chatId} and m.seq > ${lastReadSeq} and ${counts(viewerId)}
     limit ${limits.unreadCountMax}) behind)`;

/** Those of them that name the person, or everybody. */
export const mentionCount = ({ chatId, viewerId, lastReadSeq }: CountedFrom): string => `(
  select count(*)::int from (
    select from (
      select seq from mentions
       where chat_id = ${chatId} and user_id = ${viewerId} and seq > ${lastReadSeq}
      union
      select seq from messages where chat_id = ${chatId} and seq > ${lastReadSeq} and mentions_room
    ) named
    join messages m on m.chat_id = ${chatId} and m.seq = named.seq
   where ${counts(viewerId)}
   limit ${limits.unreadCountMax}) naming)`;
