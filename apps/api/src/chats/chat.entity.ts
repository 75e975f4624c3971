import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * An ordered conversation: of a room, or of two people (`low_id` < `high_id`). `last_seq` is the seq of its newest
 * message, 0 while there is none; `last_change` counts its edits, deletions and reactions. What is archived is only read.
 */
@Entity('chats')
export class ChatEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'room_id', nullable: true })
  readonly roomId: string | null;

  @Column('uuid', { name: 'low_id', nullable: true })
  readonly lowId: string | null;

  @Column('uuid', { name: 'high_id', nullable: true })
  readonly highId: string | null;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly description: string;

  @Column('bigint', { name: 'last_seq' })
  readonly lastSeq: string;

  @Column('bigint', { name: 'last_change' })
  readonly lastChange: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;

  /** Since when it can only be read. */
  @Column({ type: 'timestamptz', name: 'archived_at', precision: 3, nullable: true })
  readonly archivedAt: Date | null;
}
