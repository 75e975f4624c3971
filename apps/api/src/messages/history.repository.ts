import { Injectable } from '@nestjs/common';
import {
  type CatchUp,
  limits,
  type Message,
  type MessagePage,
  type MessageReactions,
  type MessageVersions,
} from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { isInChat, missed, pages, reactionsOf, versionsOf } from './history.sql.js';
import { messageOf, type MessageRow } from './message-row.js';

/** Where a page of the history begins, with the seq that it takes. */
export type PagePlace =
  { readonly at: 'newest' } | { readonly at: 'before' | 'after' | 'around'; readonly seq: number };

/** The last seq and the last change that a client knows of. */
export interface KnownUpTo {
  readonly seq: number;
  readonly change: number;
}

/** Where a chat stands, with one of the messages that were asked for; in one row without a message where there are none. */
type ChatRow<Row> = { readonly lastSeq: string; readonly lastChange: string } & (
  Row | { readonly [K in keyof Row]: null }
);

/** `known`: it is not new to the client, but has changed. */
type MissedRow = MessageRow & { readonly known: boolean };

@Injectable()
export class HistoryRepository {
  constructor(private readonly database: DataSource) {}

  /** `limit` messages at most, newest first like every page. */
  async page(chatId: string, place: PagePlace, limit: number): Promise<MessagePage> {
    const seq = place.at === 'newest' ? [] : [place.seq];
    const rows = await this.database.query<ChatRow<MessageRow>[]>(pages[place.at], [chatId, limit, ...seq]);
    const messages = rows.flatMap((row) => (row.id === null ? [] : [messageOf(row)]));
    const { lastSeq, change } = standOf(rows);
    return { messages, ...edgesOf(messages, place, lastSeq), change };
  }

  async missed(chatId: string, known: KnownUpTo): Promise<CatchUp> {
    const atMost = limits.catchUpMaxItems;
    const rows = await this.database.query<ChatRow<MissedRow>[]>(missed, [
      chatId,
      known.seq,
      known.change,
      atMost,
    ]);
    const { lastSeq, change } = standOf(rows);
    const found = rows.flatMap((row) => (row.id === null ? [] : [row]));
    const changed = found.filter((row) => row.known);
    // Who knows of more than there is has seen another history: a database that was put back from a backup.
    const isAhead = known.seq > lastSeq || known.change > change;
    if (isAhead || lastSeq - known.seq > atMost || changed.length > atMost) {
      return { tooFar: true, messages: [], changed: [], change };
    }
    const messages = found.filter((row) => !row.known);
    return { tooFar: false, messages: messages.map(messageOf), changed: changed.map(messageOf), change };
  }

  async isInChat(messageId: string, chatId: string): Promise<boolean> {
    return (await this.database.query<unknown[]>(isInChat, [messageId, chatId])).length > 0;
  }

  async versionsOf(messageId: string, atMost: number): Promise<MessageVersions['versions']> {
    const rows = await this.database.query<{ text: string; writtenAt: Date }[]>(versionsOf, [
      messageId,
      atMost,
    ]);
    return rows.map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() }));
  }

  reactionsOf(messageId: string): Promise<MessageReactions['reactions']> {
    return this.database.query(reactionsOf, [messageId]);
  }
}

/** A chat that has just gone has no row: then it is empty. */
const standOf = ([row]: readonly { readonly lastSeq: string; readonly lastChange: string }[]) => ({
  lastSeq: Number(row?.lastSeq ?? 0),
  change: Number(row?.lastChange ?? 0),
});

/** Every seq from 1 to the last has its message: what a page has not got lies beyond it. */
function edgesOf(messages: readonly Message[], place: PagePlace, lastSeq: number) {
  const [newest, oldest] = [messages.at(0), messages.at(-1)];
  if (newest && oldest) return { hasOlder: oldest.seq > 1, hasNewer: newest.seq < lastSeq };
  const isBelow = place.at === 'before';
  return { hasOlder: !isBelow && lastSeq > 0, hasNewer: isBelow && lastSeq > 0 };
}
