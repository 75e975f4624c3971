import { Injectable } from '@nestjs/common';
import type { RoomVisibility } from '@parlour/contracts';
import { DataSource } from 'typeorm';

export interface MemberRoom {
  readonly roomId: string;
  readonly chatId: string;
  readonly visibility: RoomVisibility;
}

@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: DataSource) {}

  async chatIdsOf(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      'select c.id from room_members m join chats c on c.room_id = m.room_id where m.user_id = $1',
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  async room(userId: string, roomId: string): Promise<MemberRoom | null> {
    const [row] = await this.database.query<MemberRoom[]>(
      `select r.id as "roomId", c.id as "chatId", r.visibility from rooms r
         join room_members m on m.room_id = r.id and m.user_id = $1
         join chats c on c.room_id = r.id
        where r.id = $2
        order by c.id limit 1`,
      [userId, roomId],
    );
    return row ?? null;
  }
}
