import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideGlobe, LucideHouse, LucideLock, LucidePlus } from '@lucide/angular';
import { BrandMark, IconButton, Skeleton } from '@parlour/ui';
import { MyRooms } from '../core/rooms/my-rooms';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';
import { CreateRoom } from '../home/create-room';
import { AccountMenu } from './account-menu';

/** My rooms, and who is live in them, one glance away from everywhere. */
@Component({
  selector: 'parlour-sidebar',
  imports: [
    AccountMenu,
    BrandMark,
    IconButton,
    LucideGlobe,
    LucideHouse,
    LucideLock,
    LucidePlus,
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
  protected readonly myRooms = inject(MyRooms);
  protected readonly createRoom = inject(CreateRoom);
  protected readonly names = inject(UserNames);
}
