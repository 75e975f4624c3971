import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import { CallWords } from '../core/direct-chats/call-words';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { ChatStore } from './chat-store';

/** Reads what others write to those who listen. Their own words they know. */
@Injectable()
export class MessageAnnouncer {
  constructor() {
    const announcer = inject(LiveAnnouncer);
    const names = inject(UserNames);
    const calls = inject(CallWords);
    const self = inject(Session).user;
    inject(ChatStore)
      .live$.pipe(
        filter(({ author }) => author.id !== self()?.id),
        takeUntilDestroyed(),
      )
      .subscribe(({ author, text, call }) => {
        const words = call ? calls.of(call, false) : text;
        void announcer.announce(`${names.of(author)}: ${words}`, 'polite');
      });
  }
}
