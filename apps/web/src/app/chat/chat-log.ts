import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideArrowDown, LucideMessagesSquare } from '@lucide/angular';
import { Button, CallNote, EmptyState, LogDivider, MessageGroup, Notice, Skeleton } from '@parlour/ui';
import { type User } from '@parlour/contracts';
import { avatarUrl } from '../core/users/avatar-url';
import { KnownUsers } from '../core/users/known-users';
import { UserNames } from '../core/users/user-names';
import { PersonCard } from '../people/person-card';
import { ChatDates } from './chat-dates';
import { ChatLines, clientMessageIdOf } from './chat-lines';
import { ChatStore } from './chat-store';
import { ScrollKeeper } from './scroll-keeper';

/** Further history is fetched before its edge comes into sight. */
const fetchOlderWithinPx = 600;
/** As the message groups draw them. */
const faceSizePx = 32;

/** The messages of a chat: grouped, divided by days, older ones on scrolling up. */
@Component({
  selector: 'parlour-chat-log',
  imports: [
    Button,
    CallNote,
    EmptyState,
    LogDivider,
    LucideArrowDown,
    LucideMessagesSquare,
    MessageGroup,
    Notice,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [ChatLines],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chat-log.html',
  styleUrl: './chat-log.css',
})
export class ChatLog {
  private readonly personCard = inject(PersonCard);
  private readonly known = inject(KnownUsers);
  protected readonly store = inject(ChatStore);
  protected readonly names = inject(UserNames);
  protected readonly dates = inject(ChatDates);
  protected readonly lines = inject(ChatLines);

  readonly emptyText = input.required<string | null>();
  readonly canCall = input.required<boolean>();
  readonly callAgain = output<{ readonly video: boolean }>();

  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly content = viewChild<ElementRef<HTMLElement>>('content');
  private readonly keeper = new ScrollKeeper(() => this.list());
  private readonly seenUpTo = signal<number | null>(null);

  protected readonly atEnd = computed(() => this.seenUpTo() === null);
  /** How many came below what is shown. */
  protected readonly below = computed(() => {
    const seen = this.seenUpTo();
    return seen === null ? 0 : this.store.messages().filter(({ seq }) => seq > seen).length;
  });

  constructor() {
    const resized = new ResizeObserver(() => this.settle());
    afterNextRender(() => {
      for (const element of [this.list(), this.content()])
        if (element) resized.observe(element.nativeElement);
    });
    afterRenderEffect(() => {
      this.lines.items();
      this.settle();
    });
    effect(() => this.store.setAtEnd(this.atEnd()));
    inject(DestroyRef).onDestroy(() => resized.disconnect());
  }

  toEnd(): void {
    this.keeper.toEnd();
    this.seenUpTo.set(null);
  }

  protected handleScroll(): void {
    this.keeper.note();
    if (this.keeper.atEnd) this.seenUpTo.set(null);
    else this.seenUpTo.update((seen) => seen ?? this.store.messages().at(-1)?.seq ?? 0);
    this.fetchOlder();
  }

  protected readonly idOf = clientMessageIdOf;

  protected pictureOf(user: User): string | null {
    return avatarUrl(this.known.latest(user), faceSizePx);
  }

  protected openCard(user: User, face: HTMLElement): void {
    this.personCard.open(user, face);
  }

  /** The list has grown or changed its size: what one reads stays where it is. */
  private settle(): void {
    this.keeper.restore();
    this.fetchOlder();
  }

  private fetchOlder(): void {
    const list = this.list()?.nativeElement;
    if (!list || list.clientHeight === 0 || this.store.olderState() !== 'idle') return;
    const fills = list.scrollHeight > list.clientHeight;
    // Who reads the latest does not ask for history, however short the list is.
    const nears = !this.keeper.atEnd && list.scrollTop <= fetchOlderWithinPx;
    if (!fills || nears) void this.store.loadOlder();
  }
}
