import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import { Session } from '../core/session/session';
import { ChatStore } from './chat-store';

/** Reads what others write to those who listen. Their own words they know. */
@Injectable()
export class MessageAnnouncer {
  constructor() {
    const announcer = inject(LiveAnnouncer);
    const self = inject(Session).user;
    inject(ChatStore)
      .live$.pipe(
        filter(({ author }) => author.id !== self()?.id),
        takeUntilDestroyed(),
      )
      .subscribe(({ author, text }) => void announcer.announce(`${author.username}: ${text}`, 'polite'));
  }
}
