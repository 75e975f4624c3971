import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideLock, LucideUsers } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button, Faces } from '@parlour/ui';

/** One room: what it is, how many are in it, and who is talking there right now. */
@Component({
  selector: 'parlour-room-card',
  imports: [Button, Faces, LucideLock, LucideUsers, RouterLink, TranslocoPipe],
  templateUrl: './room-card.html',
  styleUrl: './room-card.css',
  host: { '[class.live]': 'room().live.length > 0' },
})
export class RoomCard {
  readonly room = input.required<Room>();
  readonly joining = input(false);
  readonly join = output();

  protected readonly liveNames = computed(() =>
    this.room()
      .live.map(({ username }) => username)
      .join(', '),
  );
}
