import { Injectable } from '@nestjs/common';
import type { SearchPage, searchQuery } from '@parlour/contracts';
import type { z } from 'zod';
import { ChatAccess } from '../chats/chat-access.js';
import { Config } from '../config/config.js';
import { firstIdAt } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { readSearch, type Search, termsOf } from './search-query.js';
import { SearchRepository } from './search.repository.js';

/** Before and after every id. */
const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Finds messages in the chats that a person may read, and in no others. */
@Injectable()
export class SearchService {
  private readonly searches: RatePerKey;

  constructor(
    { searchRate }: Config,
    private readonly repository: SearchRepository,
    private readonly access: ChatAccess,
  ) {
    this.searches = new RatePerKey(searchRate);
  }

  /**
   * Newest first. Who or what an operator names, and is not there or not theirs to see, has written nothing.
   * @throws ApiError search_invalid, rate_limited.
   */
  async search(userId: string, { q, before, limit }: z.output<typeof searchQuery>): Promise<SearchPage> {
    this.searches.spend(userId);
    const read = readSearch(q);
    if ('issues' in read) throw new ApiError('search_invalid', { issues: [...read.issues] });
    const ids = await this.find(userId, read.search, before ?? lastId, limit + 1); // one more tells of more
    return {
      hits: await this.repository.hits(userId, ids.slice(0, limit)),
      terms: termsOf(read.search),
      hasMore: ids.length > limit,
    };
  }

  private async find(userId: string, search: Search, before: string, limit: number): Promise<string[]> {
    const [authorIds, chatIds] = await Promise.all([
      this.authorsOf(userId, search),
      this.chatsOf(userId, search),
    ]);
    if (search.from.length > 0 && authorIds.length === 0) return [];
    const query = await this.repository.queryOf(search, authorIds);
    if (query === null) return [];
    const { since, until } = search;
    return this.repository.find({
      chatIds,
      query: query === '' ? null : query,
      fromId: since === null ? firstId : firstIdAt(since),
      beforeId: until === null ? before : earlier(firstIdAt(until), before),
      limit,
    });
  }

  private async authorsOf(userId: string, { from }: Search): Promise<string[]> {
    if (from.length === 0) return [];
    const found = await this.repository.idsOfPeople(from.filter((name) => name !== 'me'));
    return from.includes('me') ? [...new Set([userId, ...found])] : found;
  }

  private async chatsOf(userId: string, search: Search): Promise<string[]> {
    const isAnywhere = [search.rooms, search.chats, search.people].every(({ length }) => length === 0);
    return isAnywhere ? this.access.chatIdsOf(userId) : this.repository.chatsNamed(userId, search);
  }
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
