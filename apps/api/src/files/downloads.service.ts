import { Injectable, Logger } from '@nestjs/common';
import type { Attachment } from '@parlour/contracts';
import type { Readable } from 'node:stream';
import { ChatAccess } from '../chats/chat-access.js';
import { ApiError } from '../http/api-error.js';
import { AttachmentsRepository } from './attachments.repository.js';
import type { ByteRange } from './byte-range.js';
import { FileStore } from './file-store.js';
import { previewKeyOf } from './preview-key.js';

/** Files of messages, for those who may read their chat; those that no message has taken, for who sent them. */
@Injectable()
export class DownloadsService {
  private readonly logger = new Logger('Files');

  constructor(
    private readonly access: ChatAccess,
    private readonly repository: AttachmentsRepository,
    private readonly store: FileStore,
  ) {}

  /** @throws ApiError attachment_not_found, for an unknown file and a foreign one alike. */
  async find(userId: string, attachmentId: string): Promise<Attachment> {
    const stored = await this.repository.byId(attachmentId);
    if (stored === null) throw new ApiError('attachment_not_found');
    const { attachment, chatId, ownerId, isLoose } = stored;
    if (isLoose && ownerId !== userId) throw new ApiError('attachment_not_found');
    await this.access.requireReadable(userId, chatId).catch((error: unknown) => {
      throw error instanceof ApiError ? new ApiError('attachment_not_found') : error;
    });
    return attachment;
  }

  /** @throws ApiError attachment_not_found; unavailable, where the store does not answer. */
  read(attachment: Attachment, range: ByteRange | null): Promise<Readable> {
    return this.stream(attachment.id, range);
  }

  /** @throws ApiError attachment_not_found, also where it is no picture; unavailable, where the store does not answer. */
  readPreview({ id, preview }: Attachment): Promise<Readable> {
    if (preview === null) throw new ApiError('attachment_not_found');
    return this.stream(previewKeyOf(id), null);
  }

  private async stream(key: string, range: ByteRange | null): Promise<Readable> {
    const stream = await this.store.read(key, range).catch((error: unknown) => {
      this.logger.error(`The file store does not answer: ${error instanceof Error ? error.message : ''}`);
      throw new ApiError('unavailable');
    });
    if (stream === null) throw new ApiError('attachment_not_found');
    return stream;
  }
}
