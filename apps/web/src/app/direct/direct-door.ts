import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageCircleOff } from '@lucide/angular';
import { Button, EmptyState, Notice, Skeleton } from '@parlour/ui';
import { ErrorWords } from '../core/i18n/error-words';
import { UserNames } from '../core/users/user-names';
import { Direct } from './direct';
import { DirectStore } from './direct-store';

/** Who comes to a direct chat finds it, or learns that there is none. */
@Component({
  selector: 'parlour-direct-door',
  imports: [Button, Direct, EmptyState, LucideMessageCircleOff, Notice, RouterLink, Skeleton, TranslocoPipe],
  providers: [DirectStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './direct-door.html',
  styleUrls: ['../panes/door.css', './direct-door.css'],
})
export class DirectDoor {
  protected readonly store = inject(DirectStore);
  protected readonly errorWords = inject(ErrorWords);

  readonly chatId = input.required<string>();

  constructor() {
    const title = inject(Title);
    const names = inject(UserNames);
    effect(() => {
      const chatId = this.chatId();
      untracked(() => this.store.open(chatId));
    });
    effect(() => {
      const chat = this.store.chat();
      if (chat) title.setTitle(`${names.of(chat.user)} · Parlour`);
    });
  }
}
