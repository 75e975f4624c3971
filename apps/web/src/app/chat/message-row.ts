import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideCheckCheck, LucideCircleAlert, LucideClock } from '@lucide/angular';
import { type User } from '@parlour/contracts';
import { CallNote } from '@parlour/ui';
import { MessageAttachments } from '../attachments/message-attachments';
import { Session } from '../core/session/session';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';
import { LongPress } from '../message-actions/long-press';
import { MessageActions } from '../message-actions/message-actions';
import { MessageSheet } from '../message-actions/message-sheet';
import { MessageVersions } from '../message-actions/message-versions';
import { Quote } from '../message-actions/quote';
import { Reactions } from '../message-actions/reactions';
import { MessageText } from '../message-text/message-text';
import { type ChatLine, namesPerson } from './chat-lines';
import { ChatStore } from './chat-store';

/** One message of the log, stored or on its way, with what can be done with it while it is pointed at or has the focus. */
@Component({
  selector: 'parlour-message-row',
  imports: [
    CallNote,
    LongPress,
    LucideCheckCheck,
    LucideCircleAlert,
    LucideClock,
    MessageActions,
    MessageAttachments,
    MessageSheet,
    MessageText,
    Quote,
    Reactions,
    TranslocoPipe,
    UserFaces,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-row.html',
  styleUrl: './message-row.css',
  host: {
    role: 'article',
    // One of them is made a stop of the Tab key by RovingRows.
    tabindex: '-1',
    '[attr.aria-label]': 'label()',
    '[attr.aria-describedby]': 'bodyId()',
    '[attr.data-delivery]': 'line().delivery?.kind',
    '[class.highlighted]': 'highlighted()',
    '[class.names-me]': 'namesMe()',
    '[class.handled]': 'hasActions()',
    '(pointerenter)': 'pointed.set($event.pointerType === "mouse")',
    '(pointerleave)': 'pointed.set(false)',
    '(focusin)': 'handleFocus($event)',
    '(focusout)': 'focused.set(false)',
  },
})
export class MessageRow {
  protected readonly store = inject(ChatStore);
  private readonly names = inject(UserNames);
  private readonly self = inject(Session).user;
  private readonly versions = inject(MessageVersions);

  readonly line = input.required<ChatLine>();
  /** Of its group: its time stands above it. */
  readonly first = input.required<boolean>();
  /** Somebody was led here. */
  readonly highlighted = input(false);
  /** Who has read up to here and not further. */
  readonly seenBy = input<readonly User[]>([]);
  /** Whether a call among the messages offers to be called again. */
  readonly canCall = input(false);
  readonly callAgain = output<{ readonly video: boolean }>();

  protected readonly pointed = signal(false);
  protected readonly focused = signal(false);
  /** A menu of its actions is open, and has the pointer and the focus. */
  protected readonly busy = signal(false);
  protected readonly sheetOpen = signal(false);

  protected readonly deleted = computed(() => this.line().message?.deletedAt !== undefined);
  protected readonly hasActions = computed(
    () => this.line().message !== null && (this.pointed() || this.focused() || this.busy()),
  );
  protected readonly label = computed(
    () => `${this.names.of(this.line().author)}, ${this.line().time.label}`,
  );
  protected readonly bodyId = computed(() => `message-${this.line().key}`);
  protected readonly namesMe = computed(() => namesPerson(this.line(), this.self()?.id));
  protected readonly seenNames = computed(() => this.names.list(this.seenBy()));
  /** In a chat of two the word alone says all. */
  protected readonly seenInWords = computed(() => this.store.place()?.kind === 'direct');

  protected showVersions(): void {
    const { message } = this.line();
    if (message) void this.versions.open(message);
  }

  /** By the keys, that is: who clicks sees the actions already, and a finger has the sheet. */
  protected handleFocus({ target }: FocusEvent): void {
    this.focused.set((target as Element).matches(':focus-visible'));
  }
}
