import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ordered conversation of a room. `last_seq` is the seq of its newest message, 0 while there is none. */
@Entity('chats')
export class ChatEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'room_id' })
  roomId: string;

  @Column('text')
  name: string;

  @Column('bigint', { name: 'last_seq' })
  lastSeq: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
