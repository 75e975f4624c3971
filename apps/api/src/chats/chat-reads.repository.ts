import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Exported for the test that reads its plan. */
export const moveReadMark = `
  with chat as (
    select c.id, least($3::bigint, c.last_seq) as seq from chats c
      left join room_members m on m.room_id = c.room_id and m.user_id = $1
     where c.id = $2 and (m.user_id is not null or $1 in (c.low_id, c.high_id))
  ), moved as (
    insert into chat_reads as mark (chat_id, user_id, last_read_seq)
    select id, $1, seq from chat where seq > 0
        on conflict (chat_id, user_id) do update set last_read_seq = excluded.last_read_seq
     where mark.last_read_seq < excluded.last_read_seq
    returning last_read_seq
  )
  select (select last_read_seq from moved) as "lastReadSeq" from chat`;

@Injectable()
export class ChatReadsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Moves the mark of a person in a chat that they may read, forwards only and no further than the chat goes.
   * @returns where it is now; `stayed` where it was there before, `not-readable` where there is no such chat for them.
   */
  async move(userId: string, chatId: string, seq: number): Promise<number | 'stayed' | 'not-readable'> {
    const [row] = await this.database.query<{ lastReadSeq: string | null }[]>(moveReadMark, [
      userId,
      chatId,
      seq,
    ]);
    if (row === undefined) return 'not-readable';
    return row.lastReadSeq === null ? 'stayed' : Number(row.lastReadSeq);
  }
}
