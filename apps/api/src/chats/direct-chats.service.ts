import { Injectable } from '@nestjs/common';
import type { DirectChat, DirectChats } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { type ChatView, DirectChatsRepository } from './direct-chats.repository.js';

/** The chats of two people. A friendship opens them; they stay when it ends. */
@Injectable()
export class DirectChatsService {
  constructor(
    private readonly repository: DirectChatsRepository,
    private readonly publisher: RealtimePublisher,
  ) {}

  async list(userId: string): Promise<DirectChats> {
    return { chats: await this.repository.chatsOf(userId) };
  }

  /** @throws ApiError chat_not_found, for an unknown chat, a foreign one and that of a room alike. */
  async get(userId: string, chatId: string): Promise<DirectChat> {
    const chat = await this.repository.chatOf({ chatId, userId });
    if (chat === null) throw new ApiError('chat_not_found');
    return chat;
  }

  /** Tells people what has become of their direct chats, to each as they see it. After the commit. */
  async announce(views: readonly ChatView[]): Promise<void> {
    for (const { userId, chat } of await this.repository.views(views)) {
      this.publisher.toUser(userId, 'direct-chat:changed', { chat });
    }
  }
}
