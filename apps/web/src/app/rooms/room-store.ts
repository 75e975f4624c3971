import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Room, routes } from '@parlour/contracts';
import { Subject, filter } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { type Finding, notFoundOrFailed } from '../core/api/reading';
import { LatestReading } from '../core/realtime/latest-reading';
import { Realtime } from '../core/realtime/realtime';
import { MyRooms } from '../core/rooms/my-rooms';
import { roomChanges } from '../core/rooms/room-change-events';
import { type RoomChange, changeRooms } from '../core/rooms/room-changes';
import { Session } from '../core/session/session';

/** The room of the page, kept right by what the socket tells. */
@Injectable()
export class RoomStore {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly session = inject(Session);
  private readonly myRooms = inject(MyRooms);
  private readonly current = signal<Finding<{ room: Room }>>({ kind: 'loading' });
  private readonly removed = new Subject<Room>();
  private readonly reading = new LatestReading();
  private slug = '';
  private leaving = false;

  readonly state = this.current.asReadonly();
  readonly room = computed(() => {
    const state = this.current();
    return state.kind === 'ready' ? state.room : null;
  });
  /** We are no longer a member, and not by our own word in this tab. */
  readonly removed$ = this.removed.asObservable();

  constructor() {
    roomChanges(this.realtime)
      .pipe(takeUntilDestroyed())
      .subscribe((change) => this.handleChange(change));
    this.realtime.connected$
      .pipe(
        filter(() => this.current().kind !== 'loading'),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.load());
  }

  /** Shows this room from now on. To be called once. */
  open(slug: string): void {
    this.slug = slug;
    void this.load();
  }

  /** Reads the room anew; what is shown stays meanwhile. */
  async load(): Promise<void> {
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    const read = () => this.api.call(routes.getRoom, { params: { slug: this.slug } });
    try {
      const room = await this.reading.read(read);
      if (room) this.enter(room);
    } catch (error) {
      this.handleFailure(ApiFailure.of(error));
    }
  }

  /** Becomes a member. Rejects with an ApiFailure. */
  async join(): Promise<void> {
    const room = await this.myRooms.join(this.slug);
    this.reading.outdate();
    this.enter(room);
  }

  /** Leaves for good. Rejects with an ApiFailure. */
  async leave(): Promise<void> {
    const room = this.room();
    if (!room) return;
    this.leaving = true;
    try {
      await this.myRooms.leave(room);
    } finally {
      this.leaving = false;
    }
  }

  private enter(room: Room): void {
    const before = this.room();
    if (before?.role && !room.role) return this.handleRemoved(before);
    this.current.set({ kind: 'ready', room });
  }

  private handleFailure(failure: ApiFailure): void {
    const before = this.room();
    const state = notFoundOrFailed(failure, 'room_not_found');
    if (state.kind === 'not-found' && before?.role) this.handleRemoved(before);
    else if (state.kind === 'not-found' || !before) this.current.set(state);
  }

  private handleChange(change: RoomChange): void {
    const room = this.room();
    // Before it was read, what is told may be about it.
    if (!room || roomIdOf(change) === room.id) this.reading.outdate();
    if (change.kind === 'added' && change.room.slug === this.slug) return this.enter(change.room);
    if (!room) return;
    if (change.kind === 'removed') {
      if (change.roomId === room.id) this.handleRemoved(room);
      return;
    }
    const [changed] = changeRooms([room], change, this.session.user()?.id ?? null);
    if (changed) this.current.set({ kind: 'ready', room: changed });
  }

  private handleRemoved(room: Room): void {
    if (!this.leaving) this.removed.next(room);
  }
}

const roomIdOf = (change: RoomChange): string => (change.kind === 'added' ? change.room.id : change.roomId);
