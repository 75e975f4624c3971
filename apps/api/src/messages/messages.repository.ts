import { Injectable } from '@nestjs/common';
import type { CallNote, Message, MessagePage } from '@parlour/contracts';
import { DataSource, QueryFailedError } from 'typeorm';
import { ApiError } from '../http/api-error.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';
import { messageOf, type MessageRow } from './message-row.js';
import { pages, storeMessages } from './messages.sql.js';

/** A message that somebody wants to send, under the id that it will have. */
export interface Draft {
  readonly id: string;
  readonly chatId: string;
  readonly authorId: string;
  readonly clientMessageId: string;
  readonly text: string;
  /** Of a message that tells of a call. */
  readonly call: CallNote | null;
}

type Refusal = 'chat_not_found' | 'not_friends' | 'person_blocked';

/** What came of a draft. `isNew` is false for one that was sent before: then the message is the first. */
export type Stored =
  | { readonly message: Message; readonly isNew: boolean }
  | { readonly refusal: Refusal | 'message_id_conflict' };

type StoredRow = ({ readonly refusal: null } & MessageRow) | { readonly refusal: Refusal };

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores all of them or, where it throws, none. No two may be of one author with one client message id. Again with
   * the same drafts is safe: what an earlier attempt has stored counts as new.
   * @throws ApiError unavailable, where trying again may help.
   */
  async store(drafts: readonly Draft[]): Promise<Stored[]> {
    const rows = await this.query<StoredRow>(storeMessages, [
      drafts.map(({ id }) => id),
      drafts.map(({ chatId }) => chatId),
      drafts.map(({ authorId }) => authorId),
      drafts.map(({ clientMessageId }) => clientMessageId),
      drafts.map(({ text }) => text),
      drafts.map(({ call }) => call && JSON.stringify(call)),
    ]);
    return drafts.map((draft, index) => storedOf(draft, rows[index]));
  }

  newest(chatId: string, limit: number): Promise<MessagePage> {
    return this.page(pages.newest, limit, [chatId]);
  }

  /** Those directly before `seq`. */
  before(chatId: string, seq: number, limit: number): Promise<MessagePage> {
    return this.page(pages.before, limit, [chatId, seq]);
  }

  /** Those directly after `seq`; the newest of them first, like every page. */
  async after(chatId: string, seq: number, limit: number): Promise<MessagePage> {
    const { messages, hasMore } = await this.page(pages.after, limit, [chatId, seq]);
    return { messages: messages.reverse(), hasMore };
  }

  private async page(sql: string, limit: number, parameters: readonly unknown[]): Promise<MessagePage> {
    const rows = await this.query<MessageRow>(sql, [limit + 1, ...parameters]); // one more tells of more
    return { messages: rows.slice(0, limit).map(messageOf), hasMore: rows.length > limit };
  }

  private async query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    try {
      return await this.database.query<Row[]>(sql, parameters);
    } catch (error) {
      throw isDatabaseUnavailable(error) || lostRace(error) ? new ApiError('unavailable') : error;
    }
  }
}

/** A unique violation, a serialization failure, a deadlock: two nodes stored at one instant. The next try sees the other's. */
const lostRace = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['23505', '40001', '40P01'].includes(String((error.driverError as { code?: unknown }).code));

function storedOf(draft: Draft, row: StoredRow | undefined): Stored {
  if (row === undefined) throw new Error('Every draft has a row');
  if (row.refusal !== null) return { refusal: row.refusal };
  if (row.chatId !== draft.chatId) return { refusal: 'message_id_conflict' };
  return { message: messageOf(row), isNew: row.id === draft.id };
}
