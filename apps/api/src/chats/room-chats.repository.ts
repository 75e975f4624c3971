import { Injectable } from '@nestjs/common';
import type { RoomChat } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { roomChatQueries } from './room-chats.sql.js';

type Times = 'createdAt' | 'archivedAt' | 'firstMessageAt' | 'lastMessageAt';
type Bigints = 'lastSeq' | 'lastReadSeq';

interface RoomChatRow extends Omit<RoomChat, Times | Bigints> {
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  readonly firstMessageAt: Date | null;
  readonly lastMessageAt: Date | null;
  readonly lastSeq: string;
  readonly lastReadSeq: string;
}

@Injectable()
export class RoomChatsRepository {
  constructor(private readonly database: DataSource) {}

  /** At most `limits.roomChatsMax`, the last written; of each room the first chat first, then the others by name. */
  async chatsOf(userId: string): Promise<RoomChat[]> {
    const rows = await this.database.query<RoomChatRow[]>(roomChatQueries.mine, [userId]);
    return rows.map(roomChatOf);
  }

  /** @returns null where it is no chat of a room of theirs. */
  async chatOf(userId: string, chatId: string): Promise<RoomChat | null> {
    const [row] = await this.database.query<RoomChatRow[]>(roomChatQueries.one, [userId, chatId]);
    return row === undefined ? null : roomChatOf(row);
  }
}

const roomChatOf = (row: RoomChatRow): RoomChat => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
  firstMessageAt: row.firstMessageAt?.toISOString() ?? null,
  lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
  lastSeq: Number(row.lastSeq),
  lastReadSeq: Number(row.lastReadSeq),
});
