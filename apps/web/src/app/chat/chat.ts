import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Compose } from '../compose/compose';
import { FileDrop } from '../compose/file-drop';
import { ChatLog } from './chat-log';
import { ChatStore } from './chat-store';
import { MessageAnnouncer } from './message-announcer';
import { TypingLine } from './typing-line';

/**
 * What was said, and the line to say something; where nothing more can be said, what `chatClosed` marks stands in its
 * place. The same for the chat of a room and for that of two people.
 */
@Component({
  selector: 'parlour-chat',
  imports: [ChatLog, Compose, TypingLine],
  providers: [MessageAnnouncer],
  hostDirectives: [FileDrop],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chat.html',
  styleUrl: './chat.css',
})
export class Chat {
  private readonly store = inject(ChatStore);

  /** What an empty chat says; null for the words of a room. */
  readonly emptyText = input<string | null>(null);
  /** Whether nothing can be written here. What was typed stays for the day when it can. */
  readonly closed = input(false);
  /** Whether calls among the messages offer to be called again. */
  readonly canCall = input(false);
  readonly callAgain = output<{ readonly video: boolean }>();

  constructor() {
    inject(MessageAnnouncer);
    this.followAddress();
  }

  /** `?message=12` leads to that message, once: the same link leads there again. */
  private followAddress(): void {
    const router = inject(Router);
    const route = inject(ActivatedRoute);
    route.queryParamMap.pipe(takeUntilDestroyed()).subscribe((params) => {
      const seq = Number(params.get('message'));
      if (!Number.isSafeInteger(seq) || seq < 1) return;
      this.store.jumpTo(seq);
      const queryParams = { message: null };
      void router.navigate([], {
        relativeTo: route,
        queryParams,
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    });
  }
}
