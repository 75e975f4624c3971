import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { RoomList } from '../core/rooms/room-list';
import { Session } from '../core/session/session';

/** The public rooms, with who is live in them, for as long as the page that provides this is shown. */
@Injectable()
export class PublicRooms {
  private readonly session = inject(Session);
  private readonly realtime = inject(Realtime);
  private readonly userId = computed(() => this.session.user()?.id ?? null);
  private readonly list = new RoomList(inject(ApiClient), 'public', this.userId);

  readonly state = this.list.state;
  readonly rooms = this.list.rooms;

  constructor() {
    void this.list.load();
    this.realtime
      .on('room:live')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.list.apply({ kind: 'live', ...event }));
    this.realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void this.watch());
    inject(DestroyRef).onDestroy(() => {
      this.realtime.command('lobby:unwatch', {}).catch(() => undefined); // a socket that is gone watches nothing
    });
  }

  reload(): Promise<void> {
    return this.list.load();
  }

  loadMore(): Promise<void> {
    return this.list.loadMore();
  }

  /** Watches first and reads then, so that nothing falls between. */
  private async watch(): Promise<void> {
    await this.realtime.command('lobby:watch', {}).catch(() => undefined);
    await this.list.load();
  }
}
