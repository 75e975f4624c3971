import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What two people are to each other; no row where they are nothing. `low_id` < `high_id`. See `relation.ts`. */
@Entity('relations')
export class RelationEntity {
  @PrimaryColumn('uuid', { name: 'low_id' })
  readonly lowId: string;

  @PrimaryColumn('uuid', { name: 'high_id' })
  readonly highId: string;

  @Column('uuid', { name: 'requested_by', nullable: true })
  readonly requestedBy: string | null;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3, nullable: true })
  readonly requestedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'friends_since', precision: 3, nullable: true })
  readonly friendsSince: Date | null;

  @Column({ type: 'timestamptz', name: 'low_blocked_at', precision: 3, nullable: true })
  readonly lowBlockedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'high_blocked_at', precision: 3, nullable: true })
  readonly highBlockedAt: Date | null;
}
