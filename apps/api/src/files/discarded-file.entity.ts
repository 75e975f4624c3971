import { Entity, PrimaryColumn } from 'typeorm';

/** A file whose attachment is gone, until its bytes are gone too. A trigger of `attachments` writes it. */
@Entity('discarded_files')
export class DiscardedFileEntity {
  @PrimaryColumn('uuid')
  readonly id: string;
}
