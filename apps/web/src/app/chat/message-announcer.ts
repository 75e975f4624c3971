import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { type Message } from '@parlour/contracts';
import { CallWords } from '../core/direct-chats/call-words';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { ChatStore } from './chat-store';

/** So many are read out; of more, as after a time without connection, only their number. */
const readOutMax = 3;

/** Reads what others write to those who listen. Their own words they know. */
@Injectable()
export class MessageAnnouncer {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly names = inject(UserNames);
  private readonly calls = inject(CallWords);
  private readonly transloco = inject(TranslocoService);

  constructor() {
    const self = inject(Session).user;
    inject(ChatStore)
      .fresh$.pipe(takeUntilDestroyed())
      .subscribe((messages) =>
        this.announce(messages.filter(({ author, deletedAt }) => author.id !== self()?.id && !deletedAt)),
      );
  }

  private announce(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    const words =
      messages.length > readOutMax
        ? this.transloco.translate<string>('chat.newMessages', { count: messages.length })
        : messages.map((message) => this.wordsOf(message)).join('\n');
    void this.announcer.announce(words, 'polite');
  }

  private wordsOf({ author, text, call, attachments = [] }: Message): string {
    const said = call ? this.calls.of(call, false) : text;
    const files = attachments.map(({ name }) => name);
    return `${this.names.of(author)}: ${[said, ...files].filter((part) => part !== '').join(', ')}`;
  }
}
