import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notAFriend } from '../friends/relation.sql.js';

/** Why somebody cannot write in a chat that they may read. */
export type WriteRefusal = 'not_friends' | 'person_blocked' | 'chat_archived';

/** Exported for the test that reads their plans. */
export const chatAccessQueries = {
  chatIdsOf: `
    select c.id from room_members m join chats c on c.room_id = m.room_id where m.user_id = $1
    union all
    select id from chats where low_id = $1
    union all
    select id from chats where high_id = $1`,
  isReadable: `
    select 1 from chats c
      left join room_members m on m.room_id = c.room_id and m.user_id = $1
     where c.id = $2 and (m.user_id is not null or $1 in (c.low_id, c.high_id))`,
  writing: `
    select case
             when c.archived_at is not null then 'chat_archived'
             when c.room_id is not null or r.friends_since is not null then null
             else ${notAFriend('$1', 'r')}
           end as refusal
      from chats c
      left join room_members m on m.room_id = c.room_id and m.user_id = $1
      left join relations r on r.low_id = c.low_id and r.high_id = c.high_id
     where c.id = $2 and (m.user_id is not null or $1 in (c.low_id, c.high_id))`,
} as const;

@Injectable()
export class ChatAccessRepository {
  constructor(private readonly database: DataSource) {}

  async chatIdsOf(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(chatAccessQueries.chatIdsOf, [userId]);
    return rows.map(({ id }) => id);
  }

  async isReadable(userId: string, chatId: string): Promise<boolean> {
    return (await this.database.query<unknown[]>(chatAccessQueries.isReadable, [userId, chatId])).length > 0;
  }

  /** @returns why they cannot write there, or null; `chat_not_found` where they may not even read. */
  async writeRefusal(userId: string, chatId: string): Promise<WriteRefusal | 'chat_not_found' | null> {
    const [row] = await this.database.query<{ refusal: WriteRefusal | null }[]>(chatAccessQueries.writing, [
      userId,
      chatId,
    ]);
    return row === undefined ? 'chat_not_found' : row.refusal;
  }
}
