import { Injectable, Logger } from '@nestjs/common';
import type { Attachment } from '@parlour/contracts';
import type { IncomingMessage } from 'node:http';
import { ChatAccess } from '../chats/chat-access.js';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { anyContent, contentOf, type FileContent, isMisnamed, sniffed } from './file-content.js';
import { FileStore } from './file-store.js';
import { IncomingFiles } from './incoming-files.js';
import { PreviewMaker, type PreviewSize } from './preview-maker.js';
import { previewKeyOf } from './preview-key.js';

/** Whose file comes in, for which chat. */
export interface NewUpload {
  readonly userId: string;
  readonly chatId: string;
  readonly name: string;
}

/** What was found in a file. */
interface Examined extends FileContent {
  readonly preview: PreviewSize | null;
}

/** Files on their way into a chat. Their bytes and their names are trusted in nothing. */
@Injectable()
export class UploadsService {
  private readonly logger = new Logger('Files');
  private readonly uploads: RatePerKey;

  constructor(
    private readonly config: Config,
    private readonly access: ChatAccess,
    private readonly incoming: IncomingFiles,
    private readonly previews: PreviewMaker,
    private readonly repository: AttachmentsRepository,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {
    this.uploads = new RatePerKey(config.uploadRate);
  }

  /**
   * Everything that can be said without the bytes is said before the first is read. Whatever is refused leaves nothing behind.
   * @throws ApiError chat_not_found, not_friends, person_blocked, chat_archived, rate_limited, payload_too_large, file_empty,
   * upload_incomplete, file_mismatch, image_too_large; unavailable, where disk or store do not take it.
   */
  async upload(upload: NewUpload, body: IncomingMessage): Promise<Attachment> {
    this.uploads.spend(upload.userId);
    await this.access.requireWritable(upload.userId, upload.chatId);
    if (Number(body.headers['content-length'] ?? 0) > this.config.attachmentMaxBytes) {
      throw new ApiError('payload_too_large');
    }
    const { path, sizeBytes } = await this.incoming.receive(body);
    const previewPath = `${path}.webp`;
    try {
      const examined = await this.examine(upload.name, path, previewPath);
      return await this.keep(upload, { ...examined, sizeBytes }, { path, previewPath });
    } finally {
      await this.incoming.remove(path);
      await this.incoming.remove(previewPath);
    }
  }

  /** @throws ApiError attachment_not_found, also for one of somebody else and one that a message has taken. */
  async discard(userId: string, attachmentId: string): Promise<void> {
    if (!(await this.repository.removeLoose(attachmentId, userId)))
      throw new ApiError('attachment_not_found');
  }

  /** A picture that cannot be read is a file like any other, unless its name promises a picture. */
  private async examine(name: string, path: string, previewPath: string): Promise<Examined> {
    const type = await sniffed(path);
    if (isMisnamed(name, type)) throw new ApiError('file_mismatch');
    const content = contentOf(type);
    if (content.kind !== 'image') return { ...content, preview: null };
    const preview = await this.previews.make(path, previewPath);
    if (preview !== null) return { ...content, preview };
    if (isMisnamed(name, null)) throw new ApiError('file_mismatch');
    return { ...anyContent, preview: null };
  }

  /** The row comes first: were it the other way round, an end in between would leave a file that nobody knows of. */
  private async keep(
    { userId, chatId, name }: NewUpload,
    content: Examined & { readonly sizeBytes: number },
    { path, previewPath }: { readonly path: string; readonly previewPath: string },
  ): Promise<Attachment> {
    const createdAt = this.clock.now();
    const added = await this.repository.add({ ...content, chatId, ownerId: userId, name, createdAt });
    if (added === null) throw new ApiError('chat_not_found');
    try {
      await this.store.put(added.id, path);
      if (added.preview !== null) await this.store.put(previewKeyOf(added.id), previewPath);
    } catch (error) {
      this.logger.error(
        `The file store does not take a file: ${error instanceof Error ? error.message : ''}`,
      );
      await this.repository.removeLoose(added.id, userId);
      throw new ApiError('unavailable');
    }
    // Its chat may have gone while it was stored, and with it the row that would have led the broom here.
    if ((await this.repository.byId(added.id)) !== null) return added;
    await this.repository.discard(added.id);
    throw new ApiError('chat_not_found');
  }
}
