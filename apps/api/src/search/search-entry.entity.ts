import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be found of a message. */
@Entity('search_entries')
export class SearchEntryEntity {
  @PrimaryColumn('uuid', { name: 'chat_id' })
  readonly chatId: string;

  @PrimaryColumn('uuid', { name: 'message_id' })
  readonly messageId: string;

  /** Its words and those of its files' names, and as `@<author id>`, `#image` and `#link` what operators ask for. */
  @Column('tsvector')
  readonly words: string;
}
