import type { AttachmentKind } from '@parlour/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A file that somebody has sent to a chat. `message_id` is null until a message has taken it, at `position` of its files. The bytes are
 * in the file store, under the same id.
 */
@Entity('attachments')
export class AttachmentEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'chat_id' })
  readonly chatId: string;

  @Column('uuid', { name: 'owner_id' })
  readonly ownerId: string;

  @Column('uuid', { name: 'message_id', nullable: true })
  readonly messageId: string | null;

  @Column('smallint', { nullable: true })
  readonly position: number | null;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly kind: AttachmentKind;

  @Column('text', { name: 'media_type' })
  readonly mediaType: string;

  /** A bigint, which `pg` gives as a string. */
  @Column('bigint', { name: 'size_bytes' })
  readonly sizeBytes: string;

  @Column('integer', { name: 'preview_width', nullable: true })
  readonly previewWidth: number | null;

  @Column('integer', { name: 'preview_height', nullable: true })
  readonly previewHeight: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;
}
