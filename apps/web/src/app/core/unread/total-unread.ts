import { DestroyRef, Injectable, computed, effect, inject } from '@angular/core';
import { DirectChats } from '../direct-chats/direct-chats';
import { PageTitle } from '../page-title';
import { RoomChats } from '../room-chats/room-chats';
import { appBadge } from './app-badge';

/** How much calls for attention anywhere: shown before the title of the tab, and on the icon of the app. */
@Injectable({ providedIn: 'root' })
export class TotalUnread {
  private readonly direct = inject(DirectChats);
  private readonly rooms = inject(RoomChats);
  private readonly title = inject(PageTitle);
  private readonly badge = inject(appBadge);

  readonly count = computed(() => this.direct.unread() + this.rooms.unread());

  /** Shows it for as long as somebody is signed in here. In an injection context. */
  show(): void {
    effect(() => this.write(this.count()));
    inject(DestroyRef).onDestroy(() => this.write(0));
  }

  private write(count: number): void {
    this.title.setUnread(count);
    this.badge(count);
  }
}
