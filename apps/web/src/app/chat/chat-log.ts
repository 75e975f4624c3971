import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideArrowDown, LucideMessagesSquare } from '@lucide/angular';
import { type User } from '@parlour/contracts';
import { Button, EmptyState, LogDivider, MessageGroup, Notice, Skeleton } from '@parlour/ui';
import { avatarUrl } from '../core/users/avatar-url';
import { KnownUsers } from '../core/users/known-users';
import { UserNames } from '../core/users/user-names';
import { PersonCard } from '../people/person-card';
import { ChatDates } from './chat-dates';
import { type Landing } from './chat-history';
import { ChatLines } from './chat-lines';
import { ChatStore } from './chat-store';
import { MessageRow } from './message-row';
import { placeSeen } from './place-seen';
import { RovingRows } from './roving-rows';
import { ScrollKeeper } from './scroll-keeper';

/** Further history is fetched before its edge comes into sight. */
const fetchWithinPx = 600;
/** Long enough to find the message with the eye. */
const highlightMs = 2_500;
/** As the message groups draw them. */
const faceSizePx = 32;

/** The messages of a chat: grouped, divided by days, a bounded stretch of them that moves with the reader. */
@Component({
  selector: 'parlour-chat-log',
  imports: [
    Button,
    EmptyState,
    LogDivider,
    LucideArrowDown,
    LucideMessagesSquare,
    MessageGroup,
    MessageRow,
    Notice,
    RovingRows,
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
  private readonly rows = viewChild.required(RovingRows);
  private readonly keeper = new ScrollKeeper(() => this.list()?.nativeElement);
  private readonly following = signal(true);
  private highlightTimer: ReturnType<typeof setTimeout> | undefined;

  protected readonly atEnd = computed(() => this.following() && !this.store.hasNewer());
  /** The seq of the message that somebody was led to. */
  protected readonly highlighted = signal<number | null>(null);
  protected readonly seen = computed(() =>
    placeSeen(this.store.messages(), this.store.hasNewer(), this.store.seen()),
  );

  constructor() {
    const resized = new ResizeObserver(() => this.settle());
    afterNextRender(() => {
      for (const element of [this.list(), this.content()])
        if (element) resized.observe(element.nativeElement);
    });
    afterRenderEffect(() => {
      this.lines.items();
      this.store.landing();
      this.store.state();
      untracked(() => {
        this.settle();
        this.rows().refresh();
      });
    });
    inject(DestroyRef).onDestroy(() => {
      resized.disconnect();
      clearTimeout(this.highlightTimer);
    });
  }

  protected handleScroll(): void {
    this.keeper.note();
    this.tellShown();
    this.fetchMore();
  }

  protected pictureOf(user: User): string | null {
    return avatarUrl(this.known.latest(user), faceSizePx);
  }

  protected openCard(user: User, face: HTMLElement): void {
    this.personCard.open(user, face);
  }

  /** The list has grown or changed its size: what one reads stays where it is, unless one is to be led elsewhere. */
  private settle(): void {
    const landing = this.store.landing();
    if (!landing) this.keeper.restore();
    else if (!this.land(landing)) return;
    this.tellShown();
    this.fetchMore();
  }

  /** Whether the log is where it was to go: not before there is something on the screen. */
  private land(landing: Landing): boolean {
    const list = this.list()?.nativeElement;
    if (!list || list.clientHeight === 0 || this.store.state() === 'loading') return false;
    const line = landing.kind === 'end' ? null : lineOf(list, landing);
    if (line) this.keeper.toLine(line);
    else this.keeper.toEnd();
    this.store.handleLanded(landing);
    if (landing.kind === 'message' && line) this.highlight(landing.seq, line);
    return true;
  }

  private highlight(seq: number, line: HTMLElement): void {
    clearTimeout(this.highlightTimer);
    this.highlighted.set(seq);
    this.highlightTimer = setTimeout(() => this.highlighted.set(null), highlightMs);
    line.focus({ preventScroll: true });
  }

  private tellShown(): void {
    this.following.set(this.keeper.atEnd);
    const seq = this.keeper.lastShown('[data-seq]')?.dataset['seq'];
    this.store.setShown(seq === undefined ? null : Number(seq), this.keeper.atEnd);
  }

  private fetchMore(): void {
    const list = this.list()?.nativeElement;
    if (!list || list.clientHeight === 0) return;
    const fills = list.scrollHeight > list.clientHeight;
    const belowPx = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (this.store.hasNewer() && this.store.newerState() === 'idle' && belowPx <= fetchWithinPx)
      void this.store.loadNewer();
    // Who reads the latest does not ask for history, however short the list is.
    const nearsTop = !this.atEnd() && list.scrollTop <= fetchWithinPx;
    if ((!fills || nearsTop) && this.store.olderState() === 'idle') void this.store.loadOlder();
  }
}

function lineOf(list: HTMLElement, landing: Exclude<Landing, { kind: 'end' }>): HTMLElement | null {
  if (landing.kind === 'new') return list.querySelector<HTMLElement>('[data-look="new"]');
  return list.querySelector<HTMLElement>(`[data-seq="${landing.seq}"]`);
}
