import { DOCUMENT, Injectable, type Signal, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Presence, limits } from '@parlour/contracts';
import { combineLatest } from 'rxjs';
import { PeopleStore } from '../people/people-store';
import { Realtime } from '../realtime/realtime';
import { activityOf } from './activity';
import {
  type RoomPresenceChange,
  type RoomPresences,
  changeRoom,
  enterRoom,
  leaveRoom,
} from './room-presences';

/** Who is there, as far as it is mine to know: friends, and the people who have the same room open. Says that I am there. */
@Injectable({ providedIn: 'root' })
export class Presences {
  private readonly realtime = inject(Realtime);
  private readonly people = inject(PeopleStore);
  private readonly rooms = signal<RoomPresences>(new Map());
  /** The rooms that this tab shows, each with the changes that come while it is being entered. */
  private readonly entered = new Map<string, RoomPresenceChange[] | null>();

  constructor() {
    const { realtime } = this;
    // Said again at every connect: the server knows nothing of the socket before.
    combineLatest([activityOf(inject(DOCUMENT), limits.awayAfterMs), realtime.connected$])
      .pipe(takeUntilDestroyed())
      .subscribe(([active]) => void this.tell(active));
    realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => this.enterAgain());
    realtime
      .on('presence:room-changed')
      .pipe(takeUntilDestroyed())
      .subscribe((change) => this.handleRoomChange(change));
  }

  /** Null where it is not mine to know. */
  of(userId: string): Presence | null {
    const person = this.people.of(userId);
    if (person?.relation === 'friends') return person.presence;
    for (const people of this.rooms().values()) {
      const presence = people.get(userId);
      if (presence) return presence;
    }
    return null;
  }

  /** This tab shows the room, until {@link leaveRoom}; over every reconnect. */
  enterRoom(roomId: string): void {
    if (this.entered.has(roomId)) return;
    this.entered.set(roomId, null);
    void this.enter(roomId);
  }

  leaveRoom(roomId: string): void {
    if (!this.entered.delete(roomId)) return;
    this.rooms.update((rooms) => leaveRoom(rooms, roomId));
    // A socket that is gone is in no room.
    this.realtime.command('presence:leave-room', { roomId }).catch(() => undefined);
  }

  /** For a page, from its constructor: it shows this room for as long as it lives. Null: none that is mine. */
  isShownBy(roomId: Signal<string | null>): void {
    effect((onCleanup) => {
      const room = roomId();
      if (room === null) return;
      untracked(() => this.enterRoom(room));
      onCleanup(() => this.leaveRoom(room));
    });
  }

  private enterAgain(): void {
    for (const roomId of this.entered.keys()) void this.enter(roomId);
  }

  /** The changes since the command was sent are applied on top: the answer may be older than they are. */
  private async enter(roomId: string): Promise<void> {
    const since: RoomPresenceChange[] = [];
    this.entered.set(roomId, since);
    try {
      const people = await this.realtime.command('presence:enter-room', { roomId });
      if (this.entered.get(roomId) !== since) return;
      this.entered.set(roomId, null);
      this.rooms.update((rooms) => since.reduce(changeRoom, enterRoom(rooms, people)));
    } catch {
      // Without a connection it is done at the next; a room that is no longer mine shows nobody.
    }
  }

  private handleRoomChange(change: RoomPresenceChange): void {
    this.entered.get(change.roomId)?.push(change);
    this.rooms.update((rooms) => changeRoom(rooms, change));
  }

  private async tell(active: boolean): Promise<void> {
    await this.realtime.command('presence:activity', { active }).catch(() => undefined); // said again at the next connect
  }
}
