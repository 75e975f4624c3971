import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideGlobe, LucideHouse, LucideLock, LucidePlus } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { BrandMark, Faces, IconButton, Skeleton } from '@parlour/ui';
import { MyRooms } from '../core/rooms/my-rooms';
import { CreateRoom } from '../home/create-room';
import { AccountMenu } from './account-menu';

/** My rooms, and who is live in them, one glance away from everywhere. */
@Component({
  selector: 'parlour-sidebar',
  imports: [
    AccountMenu,
    BrandMark,
    Faces,
    IconButton,
    LucideGlobe,
    LucideHouse,
    LucideLock,
    LucidePlus,
    RouterLink,
    RouterLinkActive,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './sidebar.html',
  styleUrl: './sidebar.css',
})
export class Sidebar {
  protected readonly myRooms = inject(MyRooms);
  protected readonly createRoom = inject(CreateRoom);
  protected readonly namesOf = ({ live }: Room): string => live.map(({ username }) => username).join(', ');
}
