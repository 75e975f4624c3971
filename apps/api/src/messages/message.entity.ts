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

  /** The message of the same chat that it replies to. */
  @Column('bigint', { name: 'reply_to_seq', nullable: true })
  readonly replyToSeq: string | null;

  /** Who is named in the text, in its order. */
  @Column('uuid', { array: true, nullable: true })
  readonly mentions: string[] | null;

  @Column('boolean', { name: 'mentions_room' })
  readonly mentionsRoom: boolean;

  @Column({ type: 'timestamptz', name: 'edited_at', precision: 3, nullable: true })
  readonly editedAt: Date | null;

  /** A tombstone. */
  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  readonly deletedAt: Date | null;

  /** Which of the changes of its chat it had last. */
  @Column('bigint', { nullable: true })
  readonly change: string | null;
}
