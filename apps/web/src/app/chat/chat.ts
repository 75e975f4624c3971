import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { charsIn, hasVisibleChar, limits } from '@parlour/contracts';
import { Composer } from '@parlour/ui';
import { ChatLog } from './chat-log';
import { ChatStore } from './chat-store';
import { MessageAnnouncer } from './message-announcer';

/** With so few characters left, they are counted down. */
const countFromChars = 300;

/**
 * What was said, and the line to say something; where nothing more can be said, what `chatClosed` marks stands in its
 * place. The same for the chat of a room and for that of two people.
 */
@Component({
  selector: 'parlour-chat',
  imports: [ChatLog, Composer, TranslocoPipe],
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
  }

  protected send(log: ChatLog): void {
    if (!this.sendable()) return;
    this.store.send({ text: this.text(), replyTo: this.store.replying() });
    log.toEnd();
  }
}
