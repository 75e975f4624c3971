import { Component, DestroyRef, type ElementRef, computed, effect, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHouse, LucideMessagesSquare, LucideUsersRound } from '@lucide/angular';
import { CountBadge } from '@parlour/ui';
import { filter, map, pairwise, startWith } from 'rxjs';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { PageTitle } from '../core/page-title';
import { PeopleStore } from '../core/people/people-store';
import { Presences } from '../core/presence/presences';
import { CallDock } from '../call/call-dock';
import { AccountMenu } from './account-menu';
import { ConnectionBar } from './connection-bar';
import { Sidebar } from './sidebar';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? '';

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
    LucideUsersRound,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Sidebar,
    TranslocoPipe,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  private readonly router = inject(Router);
  protected readonly people = inject(PeopleStore);
  protected readonly directChats = inject(DirectChats);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  private readonly path$ = this.router.events.pipe(
    filter((event) => event instanceof NavigationEnd),
    map(({ urlAfterRedirects }) => pathOf(urlAfterRedirects)),
    startWith(pathOf(this.router.url)),
  );
  private readonly path = toSignal(this.path$, { requireSync: true });
  /** A room or a chat has the whole pane of a phone, and its own way back. */
  protected readonly wholePane = computed(() => /^\/(rooms|direct)\//.test(this.path()));

  constructor() {
    inject(Presences); // from now on it says that I am there
    const title = inject(PageTitle);
    effect(() => title.setUnread(this.directChats.unread()));
    inject(DestroyRef).onDestroy(() => title.setUnread(0));
    // Who listens hears the new page from its beginning, and Tab goes on from there.
    this.path$
      .pipe(
        pairwise(),
        filter(([before, now]) => before !== now),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.focusMain());
  }

  protected focusMain(): void {
    this.main().nativeElement.focus({ preventScroll: true });
  }
}
