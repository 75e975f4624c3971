import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type Message } from '@parlour/contracts';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ReadMarks } from '../core/read-marks/read-marks';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { countsAsUnread } from '../core/direct-chats/direct-chat-changes';
import { RoomChats } from '../core/room-chats/room-chats';
import { Session } from '../core/session/session';

/** How far I had read a chat, as the lists know it. */
export interface ReadBefore {
  readonly lastReadSeq: number;
  readonly unread: number;
  /** Of the newest message; 0: there is none. */
  readonly lastSeq: number;
}

/**
 * How far one has read the chat of the page: what is on the screen of a visible tab counts as read, and what came before
 * that stands below the "new" line.
 */
@Injectable()
export class Reading {
  private readonly roomChats = inject(RoomChats);
  private readonly directChats = inject(DirectChats);
  private readonly session = inject(Session);
  private readonly chatId = signal<string | null>(null);
  private readonly displayed = signal(true);
  /** The newest message that is on the screen. */
  private readonly shownUpTo = signal<number | null>(null);
  /** The highest that ever was. */
  private readonly furthest = signal(0);
  /** Unread on purpose: what is on the screen stays unread until the chat is opened again, or written to. */
  private readonly held = signal(false);
  private readonly newAfter = signal<number | null>(null);
  private readonly missed = signal(0);
  /** The mark, until it is told anew. */
  private markBefore = 0;

  private readonly state = computed(() => this.of(this.chatId()));
  /** Up to where I have read, as all devices know it. */
  private readonly mark = computed(() => this.state()?.lastReadSeq ?? null);
  /** How many came from others while the chat was not on the screen. */
  readonly unseen = this.missed.asReadonly();
  /** The highest `seq` that one has had on the screen, or had read before. */
  readonly reached = this.furthest.asReadonly();

  constructor() {
    effect(() => this.moveMark());
    inject(ReadMarks)
      .told$.pipe(takeUntilDestroyed())
      .subscribe(({ chatId, lastReadSeq }) => {
        // Put back by another device: what is on the screen here must not take that back at once.
        if (chatId === this.chatId() && lastReadSeq < this.markBefore) this.keepUnread(lastReadSeq);
      });
  }

  /** What the lists know; undefined while they are still being read, null where they have it not. */
  known(chatId: string): ReadBefore | null | undefined {
    const state = this.of(chatId);
    if (state) return state;
    const reading = [this.roomChats.state().kind, this.directChats.state().kind];
    return reading.includes('loading') ? undefined : null;
  }

  open(chatId: string, before: ReadBefore | null): void {
    this.chatId.set(chatId);
    this.markBefore = 0;
    this.held.set(false);
    this.shownUpTo.set(null);
    this.furthest.set(before?.lastReadSeq ?? 0);
    this.newAfter.set(before && before.unread > 0 ? before.lastReadSeq : null);
    this.missed.set(0);
  }

  /** Whether the chat is on the screen of a visible tab. */
  setDisplayed(displayed: boolean): void {
    this.displayed.set(displayed);
    if (displayed) this.missed.set(0);
  }

  setShown(upTo: number | null): void {
    this.shownUpTo.set(upTo);
    if (upTo !== null) this.furthest.update((furthest) => Math.max(furthest, upTo));
  }

  /** What has come, each once. */
  handleFresh(messages: readonly Message[]): void {
    const fresh = messages.filter((message) => this.isNew(message));
    const [first] = fresh;
    if (!first || this.displayed()) return;
    if (this.missed() === 0 && this.newAfter() === null) this.newAfter.set(first.seq - 1);
    this.missed.update((count) => count + fresh.length);
  }

  /** Who writes has read all. */
  handleSent(): void {
    this.held.set(false);
    this.newAfter.set(null);
  }

  /** Rejects with an ApiFailure. */
  async markUnreadFrom({ chatId, seq }: Message): Promise<void> {
    const lists = this.roomChats.of(chatId) ? this.roomChats : this.directChats;
    this.keepUnread(seq - 1);
    await lists.setReadMark(chatId, seq - 1);
  }

  /** A signal read: the first message above which the "new" line stands. */
  firstNew(messages: readonly Message[]): Message | null {
    const after = this.newAfter();
    // Where what is held begins later, the first new one is further up.
    if (after === null || (messages[0]?.seq ?? Infinity) > after + 1) return null;
    return messages.find((message) => message.seq > after && this.isNew(message)) ?? null;
  }

  private keepUnread(mark: number): void {
    this.held.set(true);
    this.newAfter.set(mark);
  }

  /** Again after every change of the mark: a list that was read anew may not have heard of the last one. */
  private moveMark(): void {
    const [chatId, upTo, mark] = [this.chatId(), this.shownUpTo(), this.mark()];
    this.markBefore = mark ?? 0;
    if (chatId === null || upTo === null || mark === null || upTo <= mark) return;
    if (!this.displayed() || this.held()) return;
    untracked(() => {
      if (this.roomChats.of(chatId)) this.roomChats.markRead(chatId, upTo);
      else this.directChats.markRead(chatId, upTo);
    });
  }

  private of(chatId: string | null): ReadBefore | null {
    if (chatId === null) return null;
    const direct = this.directChats.of(chatId);
    if (direct) return { ...direct, lastSeq: direct.lastMessage?.seq ?? 0 };
    return this.roomChats.of(chatId);
  }

  private isNew(message: Message): boolean {
    const mine = message.author.id === this.session.user()?.id;
    return !mine && message.deletedAt === undefined && countsAsUnread(message);
  }
}
