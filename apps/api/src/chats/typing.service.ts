import { Injectable } from '@nestjs/common';
import type { CommandPayload } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { UsersRepository } from '../users/users.repository.js';
import { ChatAccess } from './chat-access.js';

/** Who is about to write. It is told, never stored: who hears it forgets it by themselves. */
@Injectable()
export class TypingService {
  constructor(
    private readonly access: ChatAccess,
    private readonly users: UsersRepository,
    private readonly publisher: RealtimePublisher,
  ) {}

  /** @throws ApiError chat_not_found, not_friends, person_blocked, chat_archived. */
  async type(userId: string, { chatId, typing }: CommandPayload<'chat:typing'>): Promise<void> {
    const [user] = await Promise.all([
      this.users.userById(userId),
      this.access.requireWritable(userId, chatId),
    ]);
    if (user === null) throw new ApiError('chat_not_found');
    this.publisher.toChatExcept(chatId, userId, 'chat:typing', { chatId, typing, user });
  }
}
