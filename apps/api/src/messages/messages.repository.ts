import { Injectable } from '@nestjs/common';
import type { Message, MessagePage, User } from '@parlour/contracts';
import { DataSource, QueryFailedError } from 'typeorm';
import { ApiError } from '../http/api-error.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';
import { pages, storeMessages } from './messages.sql.js';

/** A message that somebody wants to send, under the id that it will have. */
export interface Draft {
  readonly id: string;
  readonly chatId: string;
  readonly author: User;
  readonly clientMessageId: string;
  readonly text: string;
}

/** What came of a draft. `isNew` is false for one that was sent before: then the message is the first. */
export type Stored =
  | { readonly message: Message; readonly isNew: boolean }
  | { readonly refusal: 'chat_not_found' | 'message_id_conflict' };

interface StoredRow {
  readonly isMember: boolean;
  readonly id: string;
  readonly chatId: string;
  readonly seq: string;
  readonly text: string;
  readonly createdAt: Date;
}

interface HistoryRow extends Omit<StoredRow, 'isMember'> {
  readonly authorId: string;
  readonly username: string;
  readonly clientMessageId: string;
}

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
      drafts.map(({ author }) => author.id),
      drafts.map(({ clientMessageId }) => clientMessageId),
      drafts.map(({ text }) => text),
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
    const rows = await this.query<HistoryRow>(sql, [limit + 1, ...parameters]); // one more tells of more
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
  if (!row?.isMember) return { refusal: 'chat_not_found' };
  if (row.chatId !== draft.chatId) return { refusal: 'message_id_conflict' };
  const { author, clientMessageId } = draft;
  const message = messageOf({ ...row, authorId: author.id, username: author.username, clientMessageId });
  return { message, isNew: row.id === draft.id };
}

const messageOf = (row: HistoryRow): Message => ({
  id: row.id,
  chatId: row.chatId,
  seq: Number(row.seq),
  author: { id: row.authorId, username: row.username },
  clientMessageId: row.clientMessageId,
  text: row.text,
  createdAt: row.createdAt.toISOString(),
});
