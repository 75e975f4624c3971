import type { Status } from '@parlour/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * `username` and `email` are stored in lower case, as the contract's schemas make them. A deleted account keeps its row
 * for the messages that stay: `username` is then one that nobody can type, and everything else is empty.
 */
@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { unique: true })
  username: string;

  @Column('text', { unique: true, nullable: true })
  email: string | null;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column('text', { name: 'display_name' })
  displayName: string;

  @Column('text')
  bio: string;

  @Column('uuid', { name: 'avatar_id', nullable: true })
  avatarId: string | null;

  @Column('text')
  status: Status;

  @Column('boolean', { name: 'show_last_seen' })
  showLastSeen: boolean;

  @Column('boolean', { name: 'show_read' })
  showRead: boolean;

  @Column({ type: 'timestamptz', name: 'last_seen_at', precision: 3, nullable: true })
  lastSeenAt: Date | null;

  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  deletedAt: Date | null;
}
