import { Injectable } from '@nestjs/common';
import type { Message, SearchHit, SearchPlace, User } from '@parlour/contracts';
import { DataSource } from 'typeorm';
import { messageOf, type MessageRow } from '../messages/message-row.js';
import type { Search } from './search-query.js';
import { marks, searchQueries } from './search.sql.js';

/** Which messages are looked for, in PostgreSQL's terms: of these chats, with ids from the first up to but without the last. */
export interface Wanted {
  readonly chatIds: readonly string[];
  /** Null: all of them. */
  readonly query: string | null;
  readonly fromId: string;
  readonly beforeId: string;
  readonly limit: number;
}

/** How many messages are looked at, newest first, before the index is asked: what is common is among them, in milliseconds. */
const recentMax = 4_000;

interface PlaceRow {
  readonly chatId: string;
  readonly roomId: string | null;
  readonly slug: string;
  readonly roomTitle: string;
  readonly chatName: string;
  readonly main: boolean;
  readonly user: User;
}

type ContextRow = MessageRow & { readonly hitId: string; readonly offset: number };

@Injectable()
export class SearchRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns the words and what operators ask for, as one tsquery; null where nothing can match. */
  async queryOf(search: Search, authorIds: readonly string[]): Promise<string | null> {
    const { words, phrases, has } = search;
    const read = await this.query<{ query: string; parts: string | null }>(searchQueries.readWords, [
      words,
      phrases,
    ]);
    const terms = read
      .filter(({ query }) => query !== '')
      .map(({ query, parts }) => (parts === null ? query : `${query} | ${parts}`));
    if (read.length > 0 && terms.length === 0) return null;
    const authors = authorIds.map((id) => `'${marks.author(id)}'`).join(' | ');
    const asked = [
      ...terms,
      ...(authors === '' ? [] : [authors]),
      ...has.map((what) => `'${marks.has(what)}'`),
    ];
    return asked.map((term) => `(${term})`).join(' & ');
  }

  idsOfPeople(usernames: readonly string[]): Promise<string[]> {
    return this.ids(searchQueries.people, [usernames]);
  }

  /** Those of the chats of a person that are named. */
  chatsNamed(userId: string, { rooms, chats, people }: Search): Promise<string[]> {
    return this.ids(searchQueries.chatsNamed, [userId, rooms, chats, people]);
  }

  /** The ids of messages, newest first. */
  async find({ chatIds, query, fromId, beforeId, limit }: Wanted): Promise<string[]> {
    if (chatIds.length === 0) return [];
    if (query === null) return this.ids(searchQueries.newest, [chatIds, fromId, beforeId, limit]);
    const parameters = [chatIds, query, fromId, beforeId];
    const recent = await this.query<{ id: string; isCut: boolean }>(searchQueries.recent, [
      ...parameters,
      recentMax,
      limit,
    ]);
    const isComplete = recent.length === limit || recent[0]?.isCut === false;
    return isComplete ? recent.map(({ id }) => id) : this.ids(searchQueries.indexed, [...parameters, limit]);
  }

  /** In the order of the ids; without those that are no more. */
  async hits(userId: string, ids: readonly string[]): Promise<SearchHit[]> {
    if (ids.length === 0) return [];
    const rows = await this.query<ContextRow>(searchQueries.inContext, [ids]);
    const chatIds = [...new Set(rows.map(({ chatId }) => chatId))];
    const found = await this.query<PlaceRow>(searchQueries.places, [chatIds, userId]);
    const places = new Map(found.map((row) => [row.chatId, placeOf(row)]));
    return ids.flatMap((id) => {
      const around = new Map(
        rows.filter((row) => row.hitId === id).map((row) => [row.offset, messageOf(row)]),
      );
      const message = around.get(0);
      const place = places.get(message?.chatId ?? '');
      return message && place ? [{ place, message, ...neighbours(around) }] : [];
    });
  }

  private async ids(sql: string, parameters: readonly unknown[]): Promise<string[]> {
    const rows = await this.query<{ id: string }>(sql, parameters);
    return rows.map(({ id }) => id);
  }

  private query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.database.query<Row[]>(sql, [...parameters]);
  }
}

const neighbours = (around: ReadonlyMap<number, Message>): Pick<SearchHit, 'previous' | 'next'> => ({
  previous: around.get(-1) ?? null,
  next: around.get(1) ?? null,
});

const placeOf = ({ chatId, roomId, user, ...room }: PlaceRow): SearchPlace =>
  roomId === null ? { kind: 'direct', chatId, user } : { kind: 'room', chatId, roomId, ...room };
