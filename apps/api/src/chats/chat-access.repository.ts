import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

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
}
