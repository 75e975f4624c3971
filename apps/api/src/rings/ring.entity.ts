import type { RingOutcome } from '@parlour/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A ring of one person to another, and what came of it: the log of calls. Read and written by SQL only. */
@Entity('rings')
export class RingEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { name: 'call_id' })
  readonly callId: string;

  /** Of the direct chat of the two. */
  @Column('uuid', { name: 'chat_id' })
  readonly chatId: string;

  @Column('uuid', { name: 'caller_id' })
  readonly callerId: string;

  @Column('uuid', { name: 'callee_id' })
  readonly calleeId: string;

  @Column('boolean')
  readonly video: boolean;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  readonly startedAt: Date;

  @Column({ type: 'timestamptz', name: 'answered_at', precision: 3, nullable: true })
  readonly answeredAt: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  readonly endedAt: Date | null;

  /** Null while it is open. */
  @Column('text', { nullable: true })
  readonly outcome: RingOutcome | null;
}
