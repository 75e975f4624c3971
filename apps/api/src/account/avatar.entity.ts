import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody's picture in its three sizes, under an id that cannot be guessed. Read and written by SQL only. */
@Entity('avatars')
export class AvatarEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'user_id', unique: true })
  readonly userId: string;

  @Column('bytea', { name: 'webp_64' })
  readonly webp64: Buffer;

  @Column('bytea', { name: 'webp_256' })
  readonly webp256: Buffer;

  @Column('bytea', { name: 'webp_512' })
  readonly webp512: Buffer;
}
