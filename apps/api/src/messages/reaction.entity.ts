import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One emoji that one person gave to a message. */
@Entity('reactions')
export class ReactionEntity {
  @PrimaryColumn('uuid', { name: 'message_id' })
  readonly messageId: string;

  @PrimaryColumn('text')
  readonly emoji: string;

  @PrimaryColumn('uuid', { name: 'user_id' })
  readonly userId: string;

  @Column({ type: 'timestamptz', name: 'given_at', precision: 3 })
  readonly givenAt: Date;
}
