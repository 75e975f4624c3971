import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in of a user on one browser: the family of its refresh tokens (RFC 9700 section 4.14.2). */
@Entity('sessions')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3 })
  lastUsedAt: Date;

  /** The header of that name of the browser, as it was last seen. */
  @Column('text', { name: 'user_agent' })
  userAgent: string;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt: Date | null;
}
