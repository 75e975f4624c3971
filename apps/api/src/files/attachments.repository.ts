import { Injectable } from '@nestjs/common';
import type { Attachment } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { attachmentJson } from './attachment-json.js';
import type { FileContent } from './file-content.js';
import type { PreviewSize } from './preview-maker.js';

/** A file that has come in, before anybody knows of it. */
export interface NewAttachment extends FileContent {
  readonly chatId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly preview: PreviewSize | null;
  readonly createdAt: Date;
}

/** A file, and what decides who may have it. */
export interface StoredAttachment {
  readonly attachment: Attachment;
  readonly chatId: string;
  readonly ownerId: string;
  /** Whether no message has taken it. */
  readonly isLoose: boolean;
}

/** Bounded, so that it never takes long; the rest is for the next time. */
const atOnce = 500;

@Injectable()
export class AttachmentsRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns it with its id, which is drawn by lot; null where there is no such chat any more. */
  async add(file: NewAttachment): Promise<Attachment | null> {
    const [row] = await this.database.query<{ attachment: Attachment }[]>(
      `insert into attachments
         (id, chat_id, owner_id, name, kind, media_type, size_bytes, preview_width, preview_height, created_at)
       select $1, c.id, $3, $4, $5, $6, $7, $8, $9, $10 from chats c where c.id = $2
       returning ${attachmentJson('attachments')} as attachment`,
      [
        randomUUID(), // version 4: those of version 7 tell when, and can be narrowed down
        file.chatId,
        file.ownerId,
        file.name,
        file.kind,
        file.mediaType,
        file.sizeBytes,
        file.preview?.width ?? null,
        file.preview?.height ?? null,
        file.createdAt,
      ],
    );
    return row?.attachment ?? null;
  }

  async byId(id: string): Promise<StoredAttachment | null> {
    const [row] = await this.database.query<StoredAttachment[]>(
      `select ${attachmentJson('a')} as attachment, a.chat_id as "chatId", a.owner_id as "ownerId",
              a.message_id is null as "isLoose"
         from attachments a where a.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** @returns whether this person had such a loose file. */
  async removeLoose(id: string, ownerId: string): Promise<boolean> {
    const [removed] = await this.database.query<[unknown[], number]>(
      'delete from attachments where id = $1 and owner_id = $2 and message_id is null returning id',
      [id, ownerId],
    );
    return removed.length > 0;
  }

  async removeLooseBefore(time: Date): Promise<void> {
    await this.database.query(
      `delete from attachments where id in (
         select id from attachments where message_id is null and created_at < $1 limit ${atOnce}
            for update skip locked)`,
      [time],
    );
  }

  /** As the trigger does it, for a file that was stored when its attachment had gone already. */
  async discard(id: string): Promise<void> {
    await this.database.query('insert into discarded_files (id) values ($1) on conflict do nothing', [id]);
  }

  /** Ids of files whose attachment is gone and whose bytes are not. */
  async discarded(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `select id from discarded_files order by id limit ${atOnce}`,
    );
    return rows.map(({ id }) => id);
  }

  async forgetDiscarded(id: string): Promise<void> {
    await this.database.query('delete from discarded_files where id = $1', [id]);
  }
}
