import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideLock, LucideUsers } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button } from '@parlour/ui';
import { RoomChats } from '../core/room-chats/room-chats';
import { UnreadBadge } from '../core/unread/unread-badge';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';

/** One room: what it is, how many are in it, and who is talking there right now. */
@Component({
  selector: 'parlour-room-card',
  imports: [Button, LucideLock, LucideUsers, RouterLink, TranslocoPipe, UnreadBadge, UserFaces],
  templateUrl: './room-card.html',
  styleUrl: './room-card.css',
  host: { class: 'parlour-card', '[class.live]': 'room().live.length > 0' },
})
export class RoomCard {
  readonly room = input.required<Room>();
  readonly joining = input(false);
  readonly join = output();

  private readonly names = inject(UserNames);
  protected readonly roomChats = inject(RoomChats);
  protected readonly liveNames = computed(() => this.names.list(this.room().live));
}
