import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { charsIn, hasVisibleChar, limits } from '@parlour/contracts';
import { Composer } from '@parlour/ui';
import { ChatLog } from './chat-log';
import { ChatStore } from './chat-store';
import { MessageAnnouncer } from './message-announcer';
import { TypingLine } from './typing-line';

/** With so few characters left, they are counted down. */
const countFromChars = 300;

/**
 * What was said, and the line to say something; where nothing more can be said, what `chatClosed` marks stands in its
 * place. The same for the chat of a room and for that of two people.
 */
@Component({
  selector: 'parlour-chat',
  imports: [ChatLog, Composer, TranslocoPipe, TypingLine],
  providers: [MessageAnnouncer],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chat.html',
  styleUrl: './chat.css',
})
export class Chat {
  protected readonly store = inject(ChatStore);

  /** What an empty chat says; null for the words of a room. */
  readonly emptyText = input<string | null>(null);
  /** Whether nothing can be written here. What was typed stays for the day when it can. */
  readonly closed = input(false);
  /** Whether calls among the messages offer to be called again. */
  readonly canCall = input(false);
  readonly callAgain = output<{ readonly video: boolean }>();

  protected readonly maxChars = limits.messageMaxChars;
  protected readonly text = this.store.draft;
  protected readonly chars = computed(() => charsIn(this.text()));
  protected readonly left = computed(() => this.maxChars - this.chars());
  protected readonly counts = computed(() => this.left() <= countFromChars);
  protected readonly sendable = computed(() => this.left() >= 0 && hasVisibleChar(this.text()));

  constructor() {
    inject(MessageAnnouncer);
    this.followAddress();
  }

  protected send(): void {
    if (!this.sendable()) return;
    this.store.send({ text: this.text(), replyTo: this.store.replying() });
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
