import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideGlobe,
  LucideHouse,
  LucideLock,
  LucidePhone,
  LucidePlus,
  LucideUsersRound,
} from '@lucide/angular';
import { BrandMark, CountBadge, IconButton, Skeleton } from '@parlour/ui';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { PeopleStore } from '../core/people/people-store';
import { MyRooms } from '../core/rooms/my-rooms';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';
import { ChatList } from '../direct/chat-list';
import { CreateRoom } from '../home/create-room';
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
    LucideUsersRound,
    RouterLink,
    RouterLinkActive,
    Skeleton,
    TranslocoPipe,
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
}
