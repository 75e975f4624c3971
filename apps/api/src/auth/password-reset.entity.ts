import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link that sets a new password, as the hash of its token. Read and written by SQL only. */
@Entity('password_resets')
export class PasswordResetEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'user_id' })
  readonly userId: string;

  @Column('bytea', { name: 'token_hash', unique: true })
  readonly tokenHash: Buffer;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  readonly expiresAt: Date;
}
