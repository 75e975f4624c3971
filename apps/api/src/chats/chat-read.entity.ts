import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to where somebody has read a chat, and whether it counts quietly for them. */
@Entity('chat_reads')
export class ChatReadEntity {
  @PrimaryColumn('uuid', { name: 'chat_id' })
  readonly chatId: string;

  @PrimaryColumn('uuid', { name: 'user_id' })
  readonly userId: string;

  /** A bigint, which `pg` gives as a string. */
  @Column('bigint', { name: 'last_read_seq' })
  readonly lastReadSeq: string;

  @Column('boolean')
  readonly muted: boolean;
}
