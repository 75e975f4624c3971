import { Injectable } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import { ChatAccessRepository } from './chat-access.repository.js';

/** Who hears and reads which chat: the members of its room, or the two people whose chat it is, friends or no longer. */
@Injectable()
export class ChatAccess {
  constructor(private readonly repository: ChatAccessRepository) {}

  chatIdsOf(userId: string): Promise<string[]> {
    return this.repository.chatIdsOf(userId);
  }

  /** @throws ApiError chat_not_found, for an unknown chat and a foreign one alike. */
  async requireReadable(userId: string, chatId: string): Promise<void> {
    if (!(await this.repository.isReadable(userId, chatId))) throw new ApiError('chat_not_found');
  }
}
