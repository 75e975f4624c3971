import { Entity, PrimaryColumn } from 'typeorm';

/** A message whose entry in the search index is yet to be made, or to be made anew. */
@Entity('search_queue')
export class SearchQueueEntity {
  @PrimaryColumn('uuid', { name: 'message_id' })
  readonly messageId: string;
}
