import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a message said before an edit, from 1 for the first. */
@Entity('message_versions')
export class MessageVersionEntity {
  @PrimaryColumn('uuid', { name: 'message_id' })
  readonly messageId: string;

  @PrimaryColumn('integer')
  readonly version: number;

  @Column('text')
  readonly text: string;

  /** When it began to say so. */
  @Column({ type: 'timestamptz', name: 'written_at', precision: 3 })
  readonly writtenAt: Date;
}
