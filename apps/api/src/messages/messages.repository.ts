import { Injectable } from '@nestjs/common';
import type { CallNote, Message, MessagePage, User } from '@parlour/contracts';
import { DataSource, QueryFailedError } from 'typeorm';
import { ApiError } from '../http/api-error.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';
import { messageOf, type MessageRow } from './message-row.js';
import { pages } from './history.sql.js';
import { messagesById, storeMessages } from './messages.sql.js';

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

type StoredRow =
  | { readonly refusal: Refusal }
  | {
      readonly refusal: null;
      /** Of the draft, or of the message that was sent before under the same client message id. */
      readonly id: string;
      /** Null where it was sent before. */
      readonly seq: string | null;
      readonly author: User;
      readonly createdAt: Date;
    };

interface PageRow extends MessageRow {
  readonly lastSeq: string;
  readonly lastChange: string;
}

/** A page of a chat without messages has one row, without a message. */
type EmptyPageRow = Pick<PageRow, 'lastSeq' | 'lastChange'> & { readonly id: null };

/** Where a page of the history begins, with the seq that it takes. */
export type PagePlace =
  { readonly at: 'newest' } | { readonly at: 'before' | 'after' | 'around'; readonly seq: number };

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
    const earlier = await this.byId(
      rows.flatMap((row) => (row.refusal === null && row.seq === null ? [row.id] : [])),
    );
    return drafts.map((draft, index) => storedOf(draft, rows[index], earlier));
  }

  /** `limit` messages at most, newest first like every page. */
  async page(chatId: string, place: PagePlace, limit: number): Promise<MessagePage> {
    const seq = place.at === 'newest' ? [] : [place.seq];
    const rows = await this.query<PageRow | EmptyPageRow>(pages[place.at], [chatId, limit, ...seq]);
    const messages = rows.flatMap((row) => (row.id === null ? [] : [messageOf(row)]));
    const { lastSeq, lastChange } = rows[0] ?? { lastSeq: 0, lastChange: 0 };
    return { messages, ...edgesOf(messages, place, Number(lastSeq)), change: Number(lastChange) };
  }

  private async byId(ids: readonly string[]): Promise<Map<string, Message>> {
    if (ids.length === 0) return new Map();
    const rows = await this.query<MessageRow>(messagesById, [ids]);
    return new Map(rows.map((row) => [row.id, messageOf(row)]));
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

function storedOf(draft: Draft, row: StoredRow | undefined, earlier: ReadonlyMap<string, Message>): Stored {
  if (row === undefined) throw new Error('Every draft has a row');
  if (row.refusal !== null) return { refusal: row.refusal };
  const message = row.seq === null ? earlier.get(row.id) : plainMessageOf(draft, row, row.seq);
  if (message === undefined) throw new Error('What was sent before is there');
  if (message.chatId !== draft.chatId) return { refusal: 'message_id_conflict' };
  return { message, isNew: message.id === draft.id };
}

const plainMessageOf = (
  { id, chatId, clientMessageId, text, call }: Draft,
  { author, createdAt }: { readonly author: User; readonly createdAt: Date },
  seq: string,
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

/** Every seq from 1 to the last has its message: what a page has not got lies beyond it. */
function edgesOf(messages: readonly Message[], place: PagePlace, lastSeq: number) {
  const [newest, oldest] = [messages.at(0), messages.at(-1)];
  if (newest && oldest) return { hasOlder: oldest.seq > 1, hasNewer: newest.seq < lastSeq };
  const isBelow = place.at === 'before';
  return { hasOlder: !isBelow && lastSeq > 0, hasNewer: isBelow && lastSeq > 0 };
}
