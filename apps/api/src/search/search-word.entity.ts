import { Entity, PrimaryColumn } from 'typeorm';

/** A word that somebody has written, once: where parts of words are looked for. */
@Entity('search_words')
export class SearchWordEntity {
  @PrimaryColumn('text')
  readonly word: string;
}
