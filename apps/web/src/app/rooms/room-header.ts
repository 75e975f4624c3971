import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideArrowLeft, LucideLock, LucideMessageSquare, LucideUsersRound } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { PaneLayout } from '../panes/pane-layout';

/** What room this is, and who belongs to it. */
@Component({
  selector: 'parlour-room-header',
  imports: [
    IconButton,
    LucideArrowLeft,
    LucideLock,
    LucideMessageSquare,
    LucideUsersRound,
    RouterLink,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-header.html',
  styleUrl: './room-header.css',
})
export class RoomHeader {
  protected readonly layout = inject(PaneLayout);

  readonly room = input.required<Room>();
  /** How much in its chats calls for attention. */
  readonly unseen = input.required<number>();
}
