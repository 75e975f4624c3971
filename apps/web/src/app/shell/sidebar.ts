import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideGlobe,
  LucideHouse,
  LucideLock,
  LucidePhone,
  LucidePlus,
  LucideSearch,
  LucideUsersRound,
} from '@lucide/angular';
import { BrandMark, CountBadge, IconButton, Skeleton } from '@parlour/ui';
import { currentPath } from '../core/current-path';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { PeopleStore } from '../core/people/people-store';
import { RoomChats } from '../core/room-chats/room-chats';
import { MyRooms } from '../core/rooms/my-rooms';
import { UnreadBadge } from '../core/unread/unread-badge';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';
import { ChatList } from '../direct/chat-list';
import { CreateRoom } from '../home/create-room';
import { RoomChatList } from '../rooms/room-chat-list';
import { QuickSwitcher } from '../switcher/quick-switcher';
import { AccountMenu } from './account-menu';

/** My people, what they wrote, my rooms and who is live in them: one glance away from everywhere. */
@Component({
  selector: 'parlour-sidebar',
  imports: [
    AccountMenu,
    BrandMark,
    ChatList,
    CountBadge,
    IconButton,
    LucideGlobe,
    LucideHouse,
    LucideLock,
    LucidePhone,
    LucidePlus,
    LucideSearch,
    LucideUsersRound,
    RoomChatList,
    RouterLink,
    RouterLinkActive,
    Skeleton,
    TranslocoPipe,
    UnreadBadge,
    UserFaces,
  ],
  templateUrl: './sidebar.html',
  styleUrl: './sidebar.css',
})
export class Sidebar {
  protected readonly people = inject(PeopleStore);
  protected readonly directChats = inject(DirectChats);
  protected readonly myRooms = inject(MyRooms);
  protected readonly createRoom = inject(CreateRoom);
  protected readonly names = inject(UserNames);
  protected readonly roomChats = inject(RoomChats);
  protected readonly switcher = inject(QuickSwitcher);

  private readonly path = currentPath();
  /** The slug of the room that is open, on whichever of its chats. */
  protected readonly openRoom = computed(() => /^\/rooms\/([^/]+)/.exec(this.path())?.[1] ?? null);
}
