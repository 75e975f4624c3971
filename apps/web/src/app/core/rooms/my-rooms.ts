import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type CreateRoomRequest, type Room, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { keep } from '../realtime/kept-list';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';
import { roomChanges } from './room-change-events';
import { RoomList } from './room-list';

/** The rooms that one is in: for the sidebar, the home page, and whoever needs to know. */
@Injectable({ providedIn: 'root' })
export class MyRooms {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly userId = computed(() => this.session.user()?.id ?? null);
  private readonly list = new RoomList(this.api, 'mine', this.userId);

  readonly state = this.list.state;
  readonly rooms = this.list.rooms;

  constructor() {
    const realtime = inject(Realtime);
    roomChanges(realtime)
      .pipe(takeUntilDestroyed())
      .subscribe((change) => this.list.apply(change));
    keep(this.list);
  }

  reload(): Promise<void> {
    return this.list.load();
  }

  loadMore(): Promise<void> {
    return this.list.loadMore();
  }

  /** Rejects with an ApiFailure. The room is in the list when this resolves. */
  async create(request: CreateRoomRequest): Promise<Room> {
    return this.include(await this.api.call(routes.createRoom, { body: request }));
  }

  /** Becomes a member of a public room. Rejects with an ApiFailure. */
  async join(slug: string): Promise<Room> {
    return this.include(await this.api.call(routes.joinRoom, { params: { slug } }));
  }

  /** Leaves a room for good. Rejects with an ApiFailure. */
  async leave({ slug, id }: Pick<Room, 'slug' | 'id'>): Promise<void> {
    await this.api.call(routes.leaveRoom, { params: { slug } });
    this.list.apply({ kind: 'removed', roomId: id });
  }

  private include(room: Room): Room {
    this.list.apply({ kind: 'added', room });
    return room;
  }
}
