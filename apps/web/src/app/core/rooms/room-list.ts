import { computed, signal } from '@angular/core';
import { type ListRoomsQuery, type Room, limits, routes } from '@parlour/contracts';
import { type ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { type Reading } from '../api/reading';
import { type RoomChange, appendRooms, changeRooms } from './room-changes';

export type RoomListState = Reading<{ rooms: readonly Room[]; hasMore: boolean; loadingMore: boolean }>;

/** A list of rooms that is read by pages and kept right by what the socket tells. */
export class RoomList {
  private readonly current = signal<RoomListState>({ kind: 'loading' });
  /** What came while a page was under way: the page may be older, so it is applied again on top. */
  private pending: RoomChange[] | null = null;
  private era = 0;

  readonly state = this.current.asReadonly();
  readonly rooms = computed(() => {
    const state = this.current();
    return state.kind === 'ready' ? state.rooms : [];
  });

  constructor(
    private readonly api: ApiClient,
    private readonly scope: ListRoomsQuery['scope'],
    private readonly myId: () => string | null,
  ) {}

  /** Reads the list anew. What is shown stays until the answer is there, and also when there is none. */
  async load(): Promise<void> {
    const era = ++this.era;
    this.pending = [];
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    const limit = Math.min(Math.max(this.rooms().length, limits.pageDefaultItems), limits.pageMaxItems);
    try {
      const page = await this.api.call(routes.listRooms, { query: { scope: this.scope, limit } });
      if (era !== this.era) return;
      const rooms = this.pending.reduce<readonly Room[]>(
        (list, change) => changeRooms(list, change, this.myId()),
        page.rooms,
      );
      this.current.set({ kind: 'ready', rooms, hasMore: page.hasMore, loadingMore: false });
    } catch (error) {
      if (era !== this.era || this.current().kind === 'ready') return;
      this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    } finally {
      if (era === this.era) this.pending = null;
    }
  }

  /** The next page. Rejects with an {@link ApiFailure}; the list stays as it is. */
  async loadMore(): Promise<void> {
    const state = this.current();
    const before = this.rooms().at(-1)?.id;
    if (state.kind !== 'ready' || !state.hasMore || state.loadingMore || !before) return;
    const { era } = this;
    this.current.set({ ...state, loadingMore: true });
    try {
      const page = await this.api.call(routes.listRooms, { query: { scope: this.scope, before } });
      if (era !== this.era) return;
      this.update((rooms) => appendRooms(rooms, page.rooms), { hasMore: page.hasMore });
    } finally {
      if (era === this.era) this.update((rooms) => rooms, { loadingMore: false });
    }
  }

  apply(change: RoomChange): void {
    this.pending?.push(change);
    this.update((rooms) => changeRooms(rooms, change, this.myId()));
  }

  /** Forgets everything: somebody else is signed in, or nobody. */
  clear(): void {
    this.era++;
    this.pending = null;
    this.current.set({ kind: 'loading' });
  }

  private update(
    change: (rooms: readonly Room[]) => readonly Room[],
    more: { readonly hasMore?: boolean; readonly loadingMore?: boolean } = {},
  ): void {
    this.current.update((state) =>
      state.kind === 'ready' ? { ...state, ...more, rooms: change(state.rooms) } : state,
    );
  }
}
