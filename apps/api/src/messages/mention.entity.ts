import { Entity, PrimaryColumn } from 'typeorm';

/** Somebody is named by a message of somebody else: for counting behind a read mark. */
@Entity('mentions')
export class MentionEntity {
  @PrimaryColumn('uuid', { name: 'chat_id' })
  readonly chatId: string;

  @PrimaryColumn('uuid', { name: 'user_id' })
  readonly userId: string;

  /** A bigint, which `pg` gives as a string. */
  @PrimaryColumn('bigint')
  readonly seq: string;
}
