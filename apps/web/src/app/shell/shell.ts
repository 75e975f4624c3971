import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHouse, LucidePlus } from '@lucide/angular';
import { filter, map, pairwise, startWith } from 'rxjs';
import { AccountMenu } from './account-menu';
import { ConnectionBar } from './connection-bar';
import { Sidebar } from './sidebar';
import { CreateRoom } from '../home/create-room';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? '';

/**
 * The frame of every page for people who are signed in: sidebar and main column, and under 760 px one pane with a bar
 * at the bottom. A room has the whole pane there, and its own way back.
 */
@Component({
  selector: 'parlour-shell',
  imports: [
    AccountMenu,
    ConnectionBar,
    LucideHouse,
    LucidePlus,
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
  protected readonly createRoom = inject(CreateRoom);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  private readonly path$ = this.router.events.pipe(
    filter((event) => event instanceof NavigationEnd),
    map(({ urlAfterRedirects }) => pathOf(urlAfterRedirects)),
    startWith(pathOf(this.router.url)),
  );
  private readonly path = toSignal(this.path$, { requireSync: true });
  protected readonly inRoom = computed(() => this.path().startsWith('/rooms/'));

  constructor() {
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
