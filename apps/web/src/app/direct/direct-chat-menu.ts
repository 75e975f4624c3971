import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideBell,
  LucideBellOff,
  LucideCheckCheck,
  LucideEllipsisVertical,
  LucideSearch,
} from '@lucide/angular';
import { type DirectChat } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { Notices } from '../core/notices/notices';
import { UserNames } from '../core/users/user-names';
import { searchInDirectChat } from '../search/search-in';

/** What can be done with a direct chat: search in it, read all of it, mute it. */
@Component({
  selector: 'parlour-direct-chat-menu',
  imports: [
    IconButton,
    LucideBell,
    LucideBellOff,
    LucideCheckCheck,
    LucideEllipsisVertical,
    LucideSearch,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let it = chat();
    <button
      parlourIconButton
      type="button"
      [label]="'direct.menu' | transloco: { name: name() }"
      [matMenuTriggerFor]="menu"
    >
      <svg lucideEllipsisVertical></svg>
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <a mat-menu-item routerLink="/search" [queryParams]="searchQuery()">
        <span class="line"><svg lucideSearch [size]="18"></svg>{{ 'rooms.chat.search' | transloco }}</span>
      </a>
      <button mat-menu-item [disabled]="it.unread === 0" (click)="markRead()">
        <span class="line"
          ><svg lucideCheckCheck [size]="18"></svg>{{ 'rooms.chat.markRead' | transloco }}</span
        >
      </button>
      <button mat-menu-item (click)="mute(!it.muted)">
        <span class="line">
          @if (it.muted) {
            <svg lucideBell [size]="18"></svg>{{ 'rooms.chat.unmute' | transloco }}
          } @else {
            <svg lucideBellOff [size]="18"></svg>{{ 'rooms.chat.mute' | transloco }}
          }
        </span>
      </button>
    </mat-menu>
  `,
  styles: `
    .line {
      display: flex;
      align-items: center;
      gap: var(--space-3);
    }

    .line svg {
      color: var(--color-ink-muted);
    }
  `,
})
export class DirectChatMenu {
  private readonly directChats = inject(DirectChats);
  private readonly notices = inject(Notices);
  private readonly names = inject(UserNames);

  readonly chat = input.required<DirectChat>();

  protected readonly name = computed(() => this.names.of(this.chat().user));
  protected readonly searchQuery = computed(() => ({ q: searchInDirectChat(this.chat()) }));

  protected markRead(): void {
    const { id, lastMessage } = this.chat();
    if (lastMessage) this.directChats.markRead(id, lastMessage.seq);
  }

  protected mute(muted: boolean): void {
    this.directChats.mute(this.chat().id, muted).catch((error: unknown) => this.notices.sayFailure(error));
  }
}
