import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type CallLogPage, type CallRecord, limits, routes } from '@parlour/contracts';
import { filter, merge } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';

export type CallLogState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | {
      readonly kind: 'ready';
      readonly calls: readonly CallRecord[];
      readonly hasMore: boolean;
      readonly loadingMore: boolean;
    };

/** My calls, newest first, for as long as their page is open. */
@Injectable()
export class CallLog {
  private readonly api = inject(ApiClient);
  private readonly current = signal<CallLogState>({ kind: 'loading' });
  /** Counts the readings, so that an older answer never replaces a newer one. */
  private era = 0;

  readonly state = this.current.asReadonly();
  private readonly calls = computed(() => {
    const state = this.current();
    return state.kind === 'ready' ? state.calls : [];
  });

  constructor() {
    const realtime = inject(Realtime);
    merge(
      // The note of a call is written when all of it is known, and so is its record.
      realtime.on('message:created').pipe(filter(({ message }) => message.call !== undefined)),
      realtime.connected$,
    )
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.load());
    void this.load();
  }

  /** Reads as many as are shown anew; what is shown stays until the answer is there. */
  async load(): Promise<void> {
    const era = ++this.era;
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    const limit = Math.min(Math.max(this.calls().length, limits.pageDefaultItems), limits.pageMaxItems);
    try {
      const page = await this.api.call(routes.listCalls, { query: { limit } });
      if (era === this.era) this.handleNewest(page);
    } catch (error) {
      if (era !== this.era || this.current().kind === 'ready') return;
      this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    }
  }

  /** The next page. Rejects with an ApiFailure; the list stays as it is. */
  async loadMore(): Promise<void> {
    const state = this.current();
    const before = this.calls().at(-1)?.id;
    if (state.kind !== 'ready' || !state.hasMore || state.loadingMore || !before) return;
    const { era } = this;
    this.current.set({ ...state, loadingMore: true });
    try {
      const page = await this.api.call(routes.listCalls, {
        query: { before, limit: limits.pageDefaultItems },
      });
      if (era === this.era) this.show([...this.calls(), ...page.calls], page.hasMore);
    } finally {
      this.current.update((now) => (now.kind === 'ready' ? { ...now, loadingMore: false } : now));
    }
  }

  /** Below the newest page stays what was read before, where the two meet. */
  private handleNewest({ calls, hasMore }: CallLogPage): void {
    const state = this.current();
    const last = calls.at(-1)?.id;
    const meet = state.kind === 'ready' && state.calls.some(({ id }) => id === last);
    const older = meet ? state.calls.filter(({ id }) => last !== undefined && id < last) : [];
    this.show([...calls, ...older], meet && older.length > 0 ? state.hasMore : hasMore);
  }

  private show(calls: readonly CallRecord[], hasMore: boolean): void {
    this.current.set({ kind: 'ready', calls, hasMore, loadingMore: false });
  }
}
