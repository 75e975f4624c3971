import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Message, type SearchHit, type SearchPage, type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi, chatIdWith, directMessageOf } from '../core/testing/people';
import { anna, ben, selfOf } from '../core/testing/users';
import { SearchStore } from './search-store';

const hit = (seq: number, different: Partial<SearchHit> = {}): SearchHit => ({
  place: { kind: 'direct', chatId: chatIdWith(ben), user: ben },
  message: directMessageOf(ben, seq),
  previous: null,
  next: null,
  ...different,
});
const page = (hits: readonly SearchHit[], hasMore = false): SearchPage => ({
  hits: [...hits],
  terms: ['message'],
  hasMore,
});

function setUp() {
  const api = new FakeApi();
  const realtime = new FakeRealtime();
  TestBed.configureTestingModule({
    providers: [
      SearchStore,
      { provide: ApiClient, useValue: api },
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
    ],
  });
  const store = TestBed.inject(SearchStore);
  const found = (): number[] => {
    const state = store.state();
    return state.kind === 'ready' ? state.hits.map(({ message }) => message.seq) : [];
  };
  const change = (message: Message) => realtime.push('message:changed', { message });
  return { api, store, found, change };
}

describe('a search', () => {
  test('goes on page by page, each behind the last message of the one before', async () => {
    const { api, store, found } = setUp();
    api.answer('search', ({ query }) => (query?.['before'] ? page([hit(1)]) : page([hit(9), hit(5)], true)));
    await store.search('  message ');
    expect(found()).toEqual([9, 5]);
    await store.loadMore();
    await store.loadMore();
    expect(found()).toEqual([9, 5, 1]);
    expect(api.asked).toEqual(['search message', `search message ${hit(5).message.id}`]);
  });

  test('for nothing asks nobody', async () => {
    const { api, store } = setUp();
    await store.search('  ');
    expect(store.state()).toEqual({ kind: 'idle' });
    expect(api.asked).toEqual([]);
  });

  test('shows what was asked for last, however late the answers come', async () => {
    const { api, store, found } = setUp();
    const slow = Promise.withResolvers<SearchPage>();
    api.answer('search', ({ query }) => (query?.['q'] === 'slow' ? slow.promise : page([hit(2)])));
    const first = store.search('slow');
    await store.search('quick');
    slow.resolve(page([hit(1)]));
    await first;
    expect(found()).toEqual([2]);
  });

  test('that fails says why, and is tried again', async () => {
    const { api, store, found } = setUp();
    api.answer('search', () => new ApiFailure('search_invalid'));
    await store.search('from:');
    expect(store.state()).toMatchObject({ kind: 'failed', failure: { code: 'search_invalid' } });
    api.answer('search', () => page([hit(3)]));
    await store.tryAgain();
    expect(found()).toEqual([3]);
  });

  test('keeps what it found when the next page fails', async () => {
    const { api, store, found } = setUp();
    api.answer('search', () => page([hit(9)], true));
    await store.search('message');
    api.answer('search', () => ApiFailure.offline());
    await expect(store.loadMore()).rejects.toMatchObject({ code: 'offline' });
    expect(found()).toEqual([9]);
    expect(store.state()).toMatchObject({ hasMore: true, loadingMore: false });
  });
});

describe('what was found', () => {
  const deletedAt = '2026-11-21T11:00:00.000Z';

  test('is gone when it is deleted', async () => {
    const { api, store, found, change } = setUp();
    api.answer('search', () => page([hit(9), hit(5)]));
    await store.search('message');
    change(directMessageOf(ben, 9, { text: '', deletedAt, change: 1 }));
    expect(found()).toEqual([5]);
  });

  test('says what it and its neighbours say now, and never what they said before', async () => {
    const { api, store, change } = setUp();
    api.answer('search', () =>
      page([hit(5, { previous: directMessageOf(ben, 4), next: directMessageOf(ben, 6) })]),
    );
    await store.search('message');
    change(directMessageOf(ben, 5, { text: 'newer', change: 4 }));
    change(directMessageOf(ben, 5, { text: 'older', change: 3 }));
    change(directMessageOf(ben, 4, { text: '', deletedAt, change: 5 }));
    const state = store.state();
    const [first] = state.kind === 'ready' ? state.hits : [];
    expect(first?.message.text).toBe('newer');
    expect(first?.previous?.deletedAt).toBe(deletedAt);
    expect(first?.next?.text).toBe('message 6');
  });
});
