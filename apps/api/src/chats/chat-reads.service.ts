import { Injectable } from '@nestjs/common';
import type { CommandPayload, ReadState, SeenMark } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { ChatAccess } from './chat-access.js';
import { ChatReadsRepository } from './chat-reads.repository.js';

/**
 * Up to where people have read, and what counts for them. Their own devices hear of it; the others of a small chat see how far
 * somebody got who shows it, and shows it to them only who do so too.
 */
@Injectable()
export class ChatReadsService {
  constructor(
    private readonly repository: ChatReadsRepository,
    private readonly access: ChatAccess,
    private readonly publisher: RealtimePublisher,
  ) {}

  /** Forwards only. @throws ApiError chat_not_found, for an unknown chat and a foreign one alike, as all of these. */
  async read(userId: string, { chatId, seq }: CommandPayload<'chat:read'>): Promise<void> {
    const moved = await this.repository.moveForward(userId, chatId, seq);
    if (moved === 'not-readable') throw new ApiError('chat_not_found');
    if (moved === 'stayed') return;
    this.publisher.toUser(userId, 'chat:read', moved);
    const { lastReadSeq } = moved;
    this.publisher.toUsers(await this.repository.seersOf(userId, chatId), 'chat:seen', {
      chatId,
      userId,
      lastReadSeq,
    });
  }

  /** Also backwards, of which nobody else is told. @throws ApiError chat_not_found */
  async setMark(userId: string, chatId: string, lastReadSeq: number): Promise<ReadState> {
    const state = await this.repository.moveAnywhere(userId, chatId, lastReadSeq);
    if (state === null) throw new ApiError('chat_not_found');
    this.publisher.toUser(userId, 'chat:read', state);
    return state;
  }

  /** @throws ApiError chat_not_found */
  async mute(userId: string, chatId: string, muted: boolean): Promise<void> {
    const changed = await this.repository.mute(userId, chatId, muted);
    if (changed === null) throw new ApiError('chat_not_found');
    if (changed) this.publisher.toUser(userId, 'chat:muted', { chatId, muted });
  }

  /** @throws ApiError chat_not_found */
  async seen(userId: string, chatId: string): Promise<SeenMark[]> {
    await this.access.requireReadable(userId, chatId);
    return this.repository.seenBy(userId, chatId);
  }
}
