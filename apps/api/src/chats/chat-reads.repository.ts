import { Injectable } from '@nestjs/common';
import type { ReadState, SeenMark } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { chatReadQueries } from './chat-reads.sql.js';

interface MarkRow {
  /** Null where the mark stayed. */
  readonly lastReadSeq: string | null;
  readonly unread: number | null;
  readonly mentions: number | null;
}

@Injectable()
export class ChatReadsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Moves the mark of a person in a chat that they may read, forwards only and no further than the chat goes.
   * @returns how things are now; `stayed` where it was there before, `not-readable` where there is no such chat for them.
   */
  async moveForward(
    userId: string,
    chatId: string,
    seq: number,
  ): Promise<ReadState | 'stayed' | 'not-readable'> {
    const [row] = await this.database.query<MarkRow[]>(chatReadQueries.moveForward, [userId, chatId, seq]);
    if (row === undefined) return 'not-readable';
    return row.lastReadSeq === null ? 'stayed' : stateOf(chatId, row);
  }

  /** Moves the mark anywhere, no further than the chat goes. @returns null where there is no such chat for them. */
  async moveAnywhere(userId: string, chatId: string, seq: number): Promise<ReadState | null> {
    const [row] = await this.database.query<MarkRow[]>(chatReadQueries.moveAnywhere, [userId, chatId, seq]);
    return row === undefined ? null : stateOf(chatId, row);
  }

  /** @returns whether it was otherwise before; null where there is no such chat for them. */
  async mute(userId: string, chatId: string, muted: boolean): Promise<boolean | null> {
    const [row] = await this.database.query<{ changed: boolean }[]>(chatReadQueries.mute, [
      userId,
      chatId,
      muted,
    ]);
    return row?.changed ?? null;
  }

  /** The others who may see up to where a person has read. */
  async seersOf(userId: string, chatId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(chatReadQueries.seers, [userId, chatId]);
    return rows.map(({ id }) => id);
  }

  /** Up to where the others have read, as far as a person may see it. */
  async seenBy(userId: string, chatId: string): Promise<SeenMark[]> {
    const rows = await this.database.query<{ userId: string; lastReadSeq: string }[]>(chatReadQueries.seen, [
      userId,
      chatId,
    ]);
    return rows.map((row) => ({ userId: row.userId, lastReadSeq: Number(row.lastReadSeq) }));
  }
}

const stateOf = (chatId: string, { lastReadSeq, unread, mentions }: MarkRow): ReadState => ({
  chatId,
  lastReadSeq: Number(lastReadSeq ?? 0),
  unread: unread ?? 0,
  mentions: mentions ?? 0,
});
