import { Injectable } from '@nestjs/common';
import type { DirectChat, DirectChatState, User } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { messageOf, type MessageRow } from '../messages/message-row.js';
import { directChatQueries } from './direct-chats.sql.js';

/** Whose view of which direct chat. */
export interface ChatView {
  readonly chatId: string;
  readonly userId: string;
}

/** Its last message, of which all is null where nothing was written yet. */
interface DirectChatRow extends Omit<MessageRow, 'id'> {
  readonly id: string | null;
  readonly directChatId: string;
  readonly viewerId: string;
  readonly user: User;
  readonly state: DirectChatState;
  readonly lastReadSeq: string;
  readonly unread: number;
  readonly muted: boolean;
}

@Injectable()
export class DirectChatsRepository {
  constructor(private readonly database: DataSource) {}

  /** The last written first; those without a message only where one can write. */
  async chatsOf(userId: string): Promise<DirectChat[]> {
    const rows = await this.database.query<DirectChatRow[]>(directChatQueries.mine, [userId]);
    return rows.map(directChatOf);
  }

  async chatOf({ chatId, userId }: ChatView): Promise<DirectChat | null> {
    const [row] = await this.database.query<DirectChatRow[]>(directChatQueries.one, [userId, chatId]);
    return row === undefined ? null : directChatOf(row);
  }

  async views(views: readonly ChatView[]): Promise<{ userId: string; chat: DirectChat }[]> {
    if (views.length === 0) return [];
    const rows = await this.database.query<DirectChatRow[]>(directChatQueries.several, [
      views.map(({ chatId }) => chatId),
      views.map(({ userId }) => userId),
    ]);
    return rows.map((row) => ({ userId: row.viewerId, chat: directChatOf(row) }));
  }
}

const directChatOf = ({
  directChatId,
  user,
  state,
  lastReadSeq,
  unread,
  muted,
  id,
  ...message
}: DirectChatRow): DirectChat => ({
  id: directChatId,
  user,
  state,
  lastMessage: id === null ? null : messageOf({ ...message, id }),
  unread,
  lastReadSeq: Number(lastReadSeq),
  muted,
});
