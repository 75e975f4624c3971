import { Injectable } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import { ChatAccessRepository } from './chat-access.repository.js';

/**
 * Who hears, reads and writes which chat. Its readers are the members of its room, or the two people whose chat it is, friends
 * or no longer. They write there too, friends only, and nobody where it is archived.
 */
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

  /** @throws ApiError chat_not_found, for an unknown chat and a foreign one alike; not_friends, person_blocked, chat_archived. */
  async requireWritable(userId: string, chatId: string): Promise<void> {
    const refusal = await this.repository.writeRefusal(userId, chatId);
    if (refusal !== null) throw new ApiError(refusal);
  }
}
