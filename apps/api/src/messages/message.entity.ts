import type { CallNote } from '@parlour/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of `messages`. Read and written by SQL only: this is a hot path. */
@Entity('messages')
export class MessageEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'chat_id' })
  readonly chatId: string;

  /** A bigint, which `pg` gives as a string. */
  @Column('bigint')
  readonly seq: string;

  @Column('uuid', { name: 'author_id' })
  readonly authorId: string;

  @Column('uuid', { name: 'client_message_id' })
  readonly clientMessageId: string;

  @Column('text')
  readonly text: string;

  /** Of a message that tells of a call. */
  @Column('jsonb', { nullable: true })
  readonly call: CallNote | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;
}
