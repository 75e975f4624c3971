import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Attachment, type Message, type Quote, routes } from '@parlour/contracts';
import { filter } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { type Beginning, ChatHistory, type Landing } from './chat-history';
import { type ChatPlace } from './chat-place';
import { ChatWriting } from './chat-writing';
import { Outbox } from './outbox';
import { PendingChanges } from './pending-changes';
import { type ReadBefore, Reading } from './reading';
import { tombstoneOf, withReaction, withText } from './revisions';
import { SeenMarks } from './seen-marks';
import { Typing } from './typing';

/** What somebody has written. Its files are uploaded. */
export interface Writing {
  readonly text: string;
  readonly replyTo?: Quote | null;
  readonly attachments?: readonly Attachment[];
}

/** One chat: what is held of its history, what is on its way out, what one is writing, and what one can do with messages. */
@Injectable()
export class ChatStore {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly outbox = inject(Outbox);
  private readonly history = inject(ChatHistory);
  private readonly pending = inject(PendingChanges);
  private readonly reading = inject(Reading);
  private readonly writing = inject(ChatWriting);
  private readonly seenMarks = inject(SeenMarks);
  private readonly where = signal<ChatPlace | null>(null);
  /** A message that was asked for before the chat was open. */
  private wanted: number | null = null;

  /** Null until it is told. */
  readonly place = this.where.asReadonly();
  readonly chatId = computed(() => this.where()?.chatId ?? null);
  readonly canWrite = computed(() => this.where()?.canWrite ?? false);
  /** Of the room that the chat is in. */
  readonly isOwner = computed(() => {
    const place = this.where();
    return place?.kind === 'room' && place.isOwner;
  });

  readonly state = this.history.state;
  readonly messages = computed(() => this.pending.applyTo(this.history.messages()));
  readonly hasOlder = this.history.hasOlder;
  readonly hasNewer = this.history.hasNewer;
  readonly olderState = this.history.olderState;
  readonly newerState = this.history.newerState;
  readonly landing = this.history.landing;
  /** What has come since the chat was opened, each message once. */
  readonly fresh$ = this.history.fresh$;
  readonly outgoing = computed(() => this.outbox.messages().filter(({ chatId }) => chatId === this.chatId()));

  /** The first message of others that had not been read when the chat came to the screen. */
  readonly firstNew = computed(() => this.reading.firstNew(this.messages()));
  /** How many came from others while the chat was not on the screen. */
  readonly unseen = this.reading.unseen;
  /** How many are further down than one has ever been. */
  readonly below = computed(() => Math.max(0, this.history.latestSeq() - this.reading.reached()));
  readonly seen = this.seenMarks.all;
  readonly typists = inject(Typing).users;

  /** What was written here and not sent yet. */
  readonly draft = this.writing.draft;
  /** The message that the next one replies to. */
  readonly replying = this.writing.replying;
  /** The message of mine that is being changed. */
  readonly editing = this.writing.editing;

  constructor() {
    effect(() => {
      const chatId = this.chatId();
      const before = chatId === null ? undefined : this.reading.known(chatId);
      if (chatId === null || before === undefined) return;
      untracked(() => {
        if (!this.history.isOf(chatId)) this.open(chatId, before);
      });
    });
    this.fresh$.pipe(takeUntilDestroyed()).subscribe((messages) => this.reading.handleFresh(messages));
    this.outbox.sent$
      .pipe(
        filter(({ chatId }) => chatId === this.chatId()),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.reading.handleSent());
  }

  /** Shows this chat from now on. To be called with every change of the place. */
  setPlace(place: ChatPlace): void {
    const moved = place.chatId !== this.chatId();
    this.where.set(place);
    this.seenMarks.setPlace(place);
    if (moved) this.writing.open(place.chatId);
  }

  /** Whether the chat is on the screen of a visible tab, so that what is shown counts as read. */
  setDisplayed(displayed: boolean): void {
    this.reading.setDisplayed(displayed);
  }

  /** What of the log is on the screen: up to which message, and whether there is none below it. */
  setShown(upTo: number | null, atEnd: boolean): void {
    this.reading.setShown(upTo);
    this.history.look(atEnd);
  }

  synchronise(): void {
    this.history.synchronise();
  }

  loadOlder(): Promise<void> {
    return this.history.loadOlder();
  }

  loadNewer(): Promise<void> {
    return this.history.loadNewer();
  }

  /** Shows a message in its surroundings, and marks it for a moment. */
  jumpTo(seq: number): void {
    const chatId = this.chatId();
    if (chatId !== null && this.history.isOf(chatId)) void this.history.jumpTo(seq);
    else this.wanted = seq;
  }

  /** Shows the newest messages. */
  toEnd(): void {
    void this.history.toEnd();
  }

  handleLanded(landing: Landing): void {
    this.history.handleLanded(landing);
  }

  send({ text, replyTo = null, attachments = [] }: Writing): void {
    const chatId = this.chatId();
    if (chatId === null) return;
    this.outbox.send({ chatId, text, replyTo, attachments });
    this.writing.handleSent();
    this.reading.handleSent();
    this.toEnd();
  }

  retry(clientMessageId: string): void {
    this.outbox.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.outbox.discard(clientMessageId);
  }

  /** With every change of what is written in the box, unless it is the change of an old message. */
  write(text: string): void {
    this.writing.write(text);
  }

  startReply(message: Message): void {
    this.writing.startReply(message);
  }

  endReply(): void {
    this.writing.endReply();
  }

  startEdit(message: Message): void {
    this.writing.startEdit(message);
  }

  /** @returns whether there is a message of mine to change. */
  startEditOfLast(): boolean {
    const self = this.session.user()?.id;
    const mine = ({ author, deletedAt, call }: Message): boolean =>
      author.id === self && deletedAt === undefined && call === undefined;
    const last = this.canWrite() ? this.messages().findLast(mine) : undefined;
    if (last) this.writing.startEdit(last);
    return last !== undefined;
  }

  endEdit(): void {
    this.writing.endEdit();
  }

  /** Changes what a message of mine says. Shown at once; where the server refuses it is taken back, and said. */
  async edit({ id: messageId, chatId }: Message, text: string): Promise<void> {
    const now = new Date();
    const done = await this.pending.make(
      messageId,
      (message) => withText(message, text, now),
      () => this.api.call(routes.editMessage, { params: { chatId, messageId }, body: { text } }),
      (message) => this.history.change(message),
    );
    const before = this.messages().find(({ id }) => id === messageId);
    // What was written is not lost: it stands in the box again.
    if (!done && before && !this.editing()) this.writing.startEdit(before, text);
  }

  /** Takes a message away. Shown at once; where the server refuses it is taken back, and said. */
  async remove({ id: messageId, chatId }: Message): Promise<void> {
    const now = new Date();
    if (this.editing()?.message.id === messageId) this.endEdit();
    await this.pending.make(
      messageId,
      (message) => tombstoneOf(message, now),
      () => this.api.call(routes.deleteMessage, { params: { chatId, messageId } }),
      (message) => this.history.change(message),
    );
  }

  /** Gives a message an emoji (`on`), or takes mine back. Shown at once; where the server refuses it is taken back, and said. */
  async react({ id: messageId, chatId }: Message, emoji: string, on: boolean): Promise<void> {
    const self = this.session.user()?.id ?? '';
    await this.pending.make(
      messageId,
      (message) => withReaction(message, emoji, self, on),
      () =>
        this.api.call(on ? routes.addReaction : routes.removeReaction, {
          params: { chatId, messageId, emoji },
        }),
      (message) => this.history.change(message),
    );
  }

  /** Everything from this message on is unread again. Where the server refuses it is said. */
  async markUnreadFrom(message: Message): Promise<void> {
    await this.reading.markUnreadFrom(message).catch((error: unknown) => this.notices.sayFailure(error));
  }

  private open(chatId: string, before: ReadBefore | null): void {
    const { wanted } = this;
    this.wanted = null;
    this.reading.open(chatId, before);
    this.history.open(chatId, { ...beginningAt(before, wanted), latestSeq: before?.lastSeq ?? 0 });
  }
}

/** At the message that was asked for, or at the first unread one, or at the end. */
function beginningAt(before: ReadBefore | null, wanted: number | null): Omit<Beginning, 'latestSeq'> {
  if (wanted !== null) return { landing: { kind: 'message', seq: wanted }, around: wanted };
  if (!before || before.unread === 0) return { landing: { kind: 'end' } };
  return { landing: { kind: 'new' }, around: before.lastReadSeq + 1 };
}
