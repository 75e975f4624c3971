import { Injectable } from '@nestjs/common';
import type { CallNote, ErrorCode, Message, User } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { type Prepared, queryPrepared } from '../database/prepared.js';
import { messageOf, type MessageRow } from './message-row.js';
import { messagesById, storeMessages, storeMessagesWithExtras } from './messages.sql.js';
import { orUnavailable } from './lost-races.js';

/** A message that somebody wants to send, under the id that it will have. */
export interface Draft {
  readonly id: string;
  readonly chatId: string;
  readonly authorId: string;
  readonly clientMessageId: string;
  readonly text: string;
  /** Of a message that tells of a call. */
  readonly call: CallNote | null;
  /** What most messages have not got. */
  readonly extras: DraftExtras | null;
}

export interface DraftExtras {
  readonly replyToId: string | null;
  /** Usernames that the text names. Those who are there and may read the chat become mentions. */
  readonly names: readonly string[];
  readonly mentionsRoom: boolean;
  readonly attachmentIds: readonly string[];
}

type Refusal = Extract<
  ErrorCode,
  | 'chat_not_found'
  | 'not_friends'
  | 'person_blocked'
  | 'chat_archived'
  | 'message_not_found'
  | 'attachment_not_found'
>;

/** What came of a draft. `isNew` is false for one that was sent before: then the message is the first. */
export type Stored =
  | { readonly message: Message; readonly isNew: boolean }
  | { readonly refusal: Refusal | 'message_id_conflict' };

interface AcceptedRow {
  readonly refusal: null;
  /** Of the draft, or of the message that was sent before under the same client message id. */
  readonly id: string;
  /** Null where it was sent before. */
  readonly seq: string | null;
  readonly author: User;
  readonly createdAt: Date;
}
type StoredRow = AcceptedRow | { readonly refusal: Refusal };

/** What nearly every batch is. */
const plainStoring: Prepared = { name: 'store-messages', sql: storeMessages };

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores all of them or, where it throws, none. No two may be of one author with one client message id. Again with
   * the same drafts is safe: what an earlier attempt has stored counts as new.
   * @throws ApiError unavailable, where trying again may help.
   */
  async store(drafts: readonly Draft[]): Promise<Stored[]> {
    const rows = drafts.every(({ extras }) => extras === null)
      ? await orUnavailable(queryPrepared<StoredRow>(this.database, plainStoring, plainColumns(drafts)))
      : await this.query<StoredRow>(storeMessagesWithExtras, [
          ...plainColumns(drafts),
          ...extraColumns(drafts),
        ]);
    const whole = await this.byId(
      drafts.flatMap((draft, index) => {
        const row = rows[index];
        return row?.refusal === null && !isPlain(draft, row) ? [row.id] : [];
      }),
    );
    return drafts.map((draft, index) => storedOf(draft, rows[index], whole));
  }

  private async byId(ids: readonly string[]): Promise<Map<string, Message>> {
    if (ids.length === 0) return new Map();
    const rows = await this.query<MessageRow>(messagesById, [ids]);
    return new Map(rows.map((row) => [row.id, messageOf(row)]));
  }

  private query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return orUnavailable(this.database.query<Row[]>(sql, parameters));
  }
}

const plainColumns = (drafts: readonly Draft[]): unknown[] => [
  drafts.map(({ id }) => id),
  drafts.map(({ chatId }) => chatId),
  drafts.map(({ authorId }) => authorId),
  drafts.map(({ clientMessageId }) => clientMessageId),
  drafts.map(({ text }) => text),
  drafts.map(({ call }) => call && JSON.stringify(call)),
];

const extraColumns = (drafts: readonly Draft[]): unknown[] => [
  drafts.map(({ extras }) => extras?.replyToId ?? null),
  drafts.map(({ extras }) => JSON.stringify(extras?.names ?? [])),
  drafts.map(({ extras }) => extras?.mentionsRoom ?? false),
  drafts.map(({ extras }) => JSON.stringify(extras?.attachmentIds ?? [])),
];

/** Then all of it is known without reading it back. */
const isPlain = ({ extras }: Draft, { seq }: AcceptedRow): boolean => seq !== null && extras === null;

function storedOf(draft: Draft, row: StoredRow | undefined, whole: ReadonlyMap<string, Message>): Stored {
  if (row === undefined) throw new Error('Every draft has a row');
  if (row.refusal !== null) return { refusal: row.refusal };
  const message = isPlain(draft, row) ? plainMessageOf(draft, row) : whole.get(row.id);
  if (message === undefined) throw new Error('What was stored is there');
  if (message.chatId !== draft.chatId) return { refusal: 'message_id_conflict' };
  return { message, isNew: message.id === draft.id };
}

const plainMessageOf = (
  { id, chatId, clientMessageId, text, call }: Draft,
  { author, seq, createdAt }: AcceptedRow,
): Message => ({
  id,
  chatId,
  seq: Number(seq),
  author,
  clientMessageId,
  text,
  ...(call !== null && { call }),
  createdAt: createdAt.toISOString(),
});
