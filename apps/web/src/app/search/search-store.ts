import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Message, type SearchHit, type SearchPage, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { type Reading } from '../core/api/reading';
import { Realtime } from '../core/realtime/realtime';
import { KnownUsers } from '../core/users/known-users';

/** `idle`: nothing is looked for. */
export type SearchState =
  | { readonly kind: 'idle' }
  | Reading<{ hits: readonly SearchHit[]; terms: readonly string[]; hasMore: boolean; loadingMore: boolean }>;

/** What was found in all my chats, page by page. */
@Injectable()
export class SearchStore {
  private readonly api = inject(ApiClient);
  private readonly users = inject(KnownUsers);
  private readonly current = signal<SearchState>({ kind: 'idle' });
  private query = '';
  /** Counts the searches, so that an older answer never replaces a newer one. */
  private searches = 0;

  readonly state = this.current.asReadonly();

  constructor() {
    inject(Realtime)
      .on('message:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleChanged(message));
  }

  /** Blank: nothing is looked for any more. */
  async search(query: string): Promise<void> {
    this.query = query.trim();
    const search = ++this.searches;
    if (this.query === '') return this.current.set({ kind: 'idle' });
    this.current.set({ kind: 'loading' });
    try {
      const page = await this.page();
      if (search === this.searches) this.current.set({ kind: 'ready', ...page, loadingMore: false });
    } catch (error) {
      if (search === this.searches) this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    }
  }

  tryAgain(): Promise<void> {
    return this.search(this.query);
  }

  /** The next page. Rejects with an ApiFailure; what was found stays. */
  async loadMore(): Promise<void> {
    const state = this.current();
    if (state.kind !== 'ready' || !state.hasMore || state.loadingMore) return;
    const search = this.searches;
    this.current.set({ ...state, loadingMore: true });
    try {
      const { hits, hasMore } = await this.page(state.hits.at(-1)?.message.id);
      if (search === this.searches) this.update((before) => [...before, ...hits], { hasMore });
    } finally {
      if (search === this.searches) this.update((hits) => hits, { loadingMore: false });
    }
  }

  private async page(before?: string): Promise<SearchPage> {
    const query = { q: this.query, ...(before === undefined ? {} : { before }) };
    const page = await this.api.call(routes.search, { query });
    this.users.learn(page.hits.flatMap(({ place }) => (place.kind === 'direct' ? [place.user] : [])));
    return page;
  }

  /** What is deleted is found no more; what is said otherwise is shown so, whether or not it would be found now. */
  private handleChanged(changed: Message): void {
    const follow = <M extends Message | null>(message: M): M | Message =>
      message?.id === changed.id && (message.change ?? 0) < (changed.change ?? 0) ? changed : message;
    this.update((hits) =>
      hits
        .map((hit) => ({
          ...hit,
          message: follow(hit.message),
          previous: follow(hit.previous),
          next: follow(hit.next),
        }))
        .filter(({ message }) => message.deletedAt === undefined),
    );
  }

  private update(
    change: (hits: readonly SearchHit[]) => readonly SearchHit[],
    more: { readonly hasMore?: boolean; readonly loadingMore?: boolean } = {},
  ): void {
    this.current.update((state) =>
      state.kind === 'ready' ? { ...state, ...more, hits: change(state.hits) } : state,
    );
  }
}
