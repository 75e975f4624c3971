import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHouse, LucideMessagesSquare, LucideSearch, LucideUsersRound } from '@lucide/angular';
import { CountBadge } from '@parlour/ui';
import { skip } from 'rxjs';
import { currentPath } from '../core/current-path';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { PeopleStore } from '../core/people/people-store';
import { Presences } from '../core/presence/presences';
import { RoomChats } from '../core/room-chats/room-chats';
import { TotalUnread } from '../core/unread/total-unread';
import { UnreadBadge } from '../core/unread/unread-badge';
import { CallDock } from '../call/call-dock';
import { Outbox } from '../chat/outbox';
import { MessageNotices } from '../ring/message-notices';
import { QuickSwitcher } from '../switcher/quick-switcher';
import { AccountMenu } from './account-menu';
import { ConnectionBar } from './connection-bar';
import { Sidebar } from './sidebar';

/**
 * The frame of every page for people who are signed in: sidebar and main column, and under 760 px one pane with a bar
 * at the bottom.
 */
@Component({
  selector: 'parlour-shell',
  imports: [
    AccountMenu,
    CallDock,
    ConnectionBar,
    CountBadge,
    LucideHouse,
    LucideMessagesSquare,
    LucideSearch,
    LucideUsersRound,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Sidebar,
    TranslocoPipe,
    UnreadBadge,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: { '(document:keydown)': 'switcher.handleKey($event)' },
})
export class Shell {
  protected readonly people = inject(PeopleStore);
  protected readonly directChats = inject(DirectChats);
  protected readonly roomChats = inject(RoomChats);
  protected readonly switcher = inject(QuickSwitcher);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  private readonly path = currentPath();
  /** A room or a chat has the whole pane of a phone, and its own way back. */
  protected readonly wholePane = computed(() => /^\/(rooms|direct)\//.test(this.path()));

  constructor() {
    inject(Outbox); // what was not sent when the tab went goes out now
    inject(Presences); // from now on it says that I am there
    inject(TotalUnread).show();
    inject(MessageNotices); // and tells of messages while the page is hidden
    // Who listens hears the new page from its beginning, and Tab goes on from there.
    toObservable(this.path)
      .pipe(skip(1), takeUntilDestroyed())
      .subscribe(() => this.focusMain());
  }

  protected focusMain(): void {
    this.main().nativeElement.focus({ preventScroll: true });
  }
}
