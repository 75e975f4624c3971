import { Injectable } from '@nestjs/common';
import type { CommandPayload } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { ChatReadsRepository } from './chat-reads.repository.js';

/** Up to where people have read. It is nobody's business but their own: only their own devices hear of it. */
@Injectable()
export class ChatReadsService {
  constructor(
    private readonly repository: ChatReadsRepository,
    private readonly publisher: RealtimePublisher,
  ) {}

  /** @throws ApiError chat_not_found, for an unknown chat and a foreign one alike. */
  async read(userId: string, { chatId, seq }: CommandPayload<'chat:read'>): Promise<void> {
    const moved = await this.repository.move(userId, chatId, seq);
    if (moved === 'not-readable') throw new ApiError('chat_not_found');
    if (moved !== 'stayed')
      this.publisher.toUser(userId, 'chat:read', { chatId, lastReadSeq: moved, unread: 0, mentions: 0 });
  }
}
