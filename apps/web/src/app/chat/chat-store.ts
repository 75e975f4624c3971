import { DestroyRef, Injectable, computed, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type Attachment,
  limits,
  type Message,
  type MessagePage,
  type Quote,
  routes,
} from '@parlour/contracts';
import { filter, map, merge } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { countsAsUnread } from '../core/direct-chats/direct-chat-changes';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { type ChatPlace } from './chat-place';
import { type Draft, Drafts, emptyDraft } from './drafts';
import { Outbox } from './outbox';
import { quoteOf } from './quote-of';
import { emptyTimeline, firstSeq, hasGap, lastSeq, prepend, receive, startWith } from './timeline';

/** More than this was missed: the newest page is shown instead, and the rest is read by scrolling up. */
const catchUpMaxPages = 5;
const tryAgainMs = 3_000;

export type ChatState = 'loading' | 'ready' | 'failed';

/** What somebody has written, and not sent yet. Its files are uploaded. */
export interface Writing {
  readonly text: string;
  readonly replyTo?: Quote | null;
  readonly attachments?: readonly Attachment[];
}

/** A message whose text is being changed: what the box begins with is not always what the message says. */
export interface Editing {
  readonly message: Message;
  readonly text: string;
}

/** One chat: its history, what comes live, and what is on its way out. Provide one per page that shows a chat. */
@Injectable()
export class ChatStore {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly session = inject(Session);
  private readonly outbox = inject(Outbox);
  private readonly chat = signal<string | null>(null);
  private readonly timeline = signal(emptyTimeline);
  private readonly current = signal<ChatState>('loading');
  private readonly older = signal<'idle' | 'loading' | 'failed'>('idle');
  private readonly unread = signal(0);
  private synchronising = false;
  private askedAgain = false;
  private readonly displayed = signal(true);
  private readonly atEnd = signal(true);
  /** Behind this seq begins what is new; null: nothing is. */
  private readonly newAfter = signal<number | null>(null);
  private readonly where = signal<ChatPlace | null>(null);
  private readonly drafts = inject(Drafts);
  private readonly written = signal<Draft>(emptyDraft);
  private readonly beingEdited = signal<Editing | null>(null);
  private ended = false;
  private readonly target = signal<{ readonly seq: number } | null>(null);
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  readonly chatId = this.chat.asReadonly();
  /** Null until it is told. */
  readonly place = this.where.asReadonly();
  readonly canWrite = computed(() => this.where()?.canWrite ?? false);
  /** Of the room that the chat is in. */
  readonly isOwner = computed(() => {
    const place = this.where();
    return place?.kind === 'room' && place.isOwner;
  });
  /** The message that the next one replies to. */
  readonly replying = computed(() => this.written().replyTo);
  /** What was written here and not sent yet. */
  readonly draft = computed(() => this.written().text);
  /** The message of mine that is being changed. */
  readonly editing = this.beingEdited.asReadonly();
  readonly state = this.current.asReadonly();
  readonly olderState = this.older.asReadonly();
  readonly hasOlder = computed(() => this.timeline().hasOlder);
  readonly messages = computed(() => this.timeline().messages);
  readonly outgoing = computed(() => this.outbox.messages().filter(({ chatId }) => chatId === this.chat()));
  /** How many came from others while the chat was not on the screen. */
  readonly unseen = this.unread.asReadonly();

  /** The first message of others that had not been read when the chat came to the screen. */
  readonly firstNew = computed(() => {
    const after = this.newAfter();
    return after === null ? null : (this.freshAfter(after)[0] ?? null);
  });
  /** Everything up to there is on the screen, and so counts as read; null while the chat, or its end, is not there. */
  readonly readSeq = computed(() =>
    this.displayed() && this.atEnd() ? (this.messages().at(-1)?.seq ?? null) : null,
  );

  /** Each message as the server tells of it. */
  readonly live$ = this.realtime.on('message:created').pipe(
    map(({ message }) => message),
    filter(({ chatId }) => chatId === this.chat()),
  );

  constructor() {
    merge(this.live$, this.outbox.sent$.pipe(filter(({ chatId }) => chatId === this.chat())))
      .pipe(takeUntilDestroyed())
      .subscribe((message) => this.handleMessage(message));
    this.realtime.connected$
      .pipe(
        filter(() => this.chat() !== null),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.synchronise());
    inject(DestroyRef).onDestroy(() => {
      this.ended = true;
      clearTimeout(this.retryTimer);
    });
  }

  /** Shows this chat from now on; what stands behind `readSeq` is new. To be called once. */
  open(chatId: string, readSeq: number | null = null): void {
    this.chat.set(chatId);
    this.newAfter.set(readSeq);
    this.written.set(this.drafts.read(chatId));
    void this.synchronise();
  }

  /** To be called with every change of it. */
  setPlace(place: ChatPlace): void {
    this.where.set(place);
  }

  send({ text }: Writing): void {
    const chatId = this.chat();
    if (chatId) this.outbox.send(chatId, text);
    this.keep(emptyDraft);
  }

  startReply(message: Message): void {
    this.beingEdited.set(null);
    this.keep({ ...this.written(), replyTo: quoteOf(message) });
  }

  endReply(): void {
    this.keep({ ...this.written(), replyTo: null });
  }

  /** With every change of what is written in the box, unless it is the change of an old message. */
  write(text: string): void {
    this.keep({ ...this.written(), text });
  }

  startEdit(message: Message): void {
    this.beingEdited.set({ message, text: message.text });
  }

  endEdit(): void {
    this.beingEdited.set(null);
  }

  /** Changes what a message of mine says. Shown at once; where the server refuses it is taken back, and said. */
  async edit({ id: messageId, chatId }: Message, text: string): Promise<void> {
    await this.api.call(routes.editMessage, { params: { chatId, messageId }, body: { text } });
  }

  /** Takes a message away. Shown at once; where the server refuses it is taken back, and said. */
  async remove({ id: messageId, chatId }: Message): Promise<void> {
    await this.api.call(routes.deleteMessage, { params: { chatId, messageId } });
  }

  /** Gives a message an emoji (`on`), or takes mine back. Shown at once; where the server refuses it is taken back, and said. */
  async react({ id: messageId, chatId }: Message, emoji: string, on: boolean): Promise<void> {
    const route = on ? routes.addReaction : routes.removeReaction;
    await this.api.call(route, { params: { chatId, messageId, emoji } });
  }

  /** Everything from this message on is unread again. */
  async markUnreadFrom({ chatId, seq }: Message): Promise<void> {
    await this.api.call(routes.setReadMark, { params: { chatId }, body: { lastReadSeq: seq - 1 } });
  }

  /** Shows a message in its surroundings, and marks it for a moment. */
  jumpTo(seq: number): void {
    this.target.set({ seq });
  }

  retry(clientMessageId: string): void {
    this.outbox.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.outbox.discard(clientMessageId);
  }

  /** Whether the chat is on the screen, so that what arrives counts as seen. */
  setDisplayed(displayed: boolean): void {
    this.displayed.set(displayed);
    if (displayed) this.unread.set(0);
  }

  /** Whether the newest message is in sight, or the chat has been scrolled up. */
  setAtEnd(atEnd: boolean): void {
    this.atEnd.set(atEnd);
  }

  async loadOlder(): Promise<void> {
    const before = firstSeq(this.timeline());
    if (before === null || !this.hasOlder() || this.older() === 'loading') return;
    this.older.set('loading');
    try {
      const { messages, hasOlder } = await this.page({ before });
      // The history may have been replaced meanwhile by a newer page: then this one is not next to it.
      if (firstSeq(this.timeline()) === before)
        this.timeline.update((timeline) => prepend(timeline, messages, hasOlder));
      this.older.set('idle');
    } catch {
      this.older.set('failed');
    }
  }

  /**
   * Subscribe first, then fetch, then apply (Zulip's order), so that nothing falls between: live messages wait in the
   * timeline until those before them are there. One run at a time; whoever asks meanwhile gets another one after it.
   */
  async synchronise(): Promise<void> {
    this.askedAgain = true;
    if (this.synchronising) return;
    this.synchronising = true;
    clearTimeout(this.retryTimer);
    try {
      while (this.askedAgain && !this.ended) {
        this.askedAgain = false;
        await this.catchUp();
      }
      this.current.set('ready');
    } catch (error) {
      this.handleFailure(ApiFailure.of(error));
    } finally {
      this.synchronising = false;
    }
  }

  private keep(draft: Draft): void {
    this.written.set(draft);
    const chatId = this.chat();
    if (chatId) this.drafts.write(chatId, draft);
  }

  private async catchUp(): Promise<void> {
    if (!this.timeline().loaded) return this.loadNewest();
    for (let pages = 0; pages < catchUpMaxPages; pages += 1) {
      const { messages, hasNewer } = await this.page({ after: lastSeq(this.timeline()) });
      this.apply(messages);
      if (!hasNewer) return;
    }
    await this.loadNewest();
  }

  private async loadNewest(): Promise<void> {
    const { messages, hasOlder } = await this.page({});
    this.timeline.update((timeline) => startWith(timeline, messages, hasOlder));
    for (const message of messages) this.outbox.confirm(message);
  }

  private page(cursor: { before?: number; after?: number }): Promise<MessagePage> {
    const chatId = this.chat() ?? '';
    const limit = 'after' in cursor ? limits.pageMaxItems : limits.pageDefaultItems;
    return this.api.call(routes.listMessages, { params: { chatId }, query: { ...cursor, limit } });
  }

  private handleMessage(message: Message): void {
    this.apply([message]);
    // Whatever was lost on the way is in the database: the counting shows that it is missing.
    if (hasGap(this.timeline())) void this.synchronise();
  }

  private apply(messages: readonly Message[]): void {
    const before = lastSeq(this.timeline());
    const { loaded } = this.timeline();
    this.timeline.update((timeline) => receive(timeline, messages));
    for (const message of messages) this.outbox.confirm(message);
    if (loaded && !untracked(this.displayed)) this.countUnseen(before);
  }

  private countUnseen(afterSeq: number): void {
    const fresh = untracked(() => this.freshAfter(afterSeq));
    if (fresh.length === 0) return;
    if (untracked(this.unread) === 0) this.newAfter.set(afterSeq);
    this.unread.update((count) => count + fresh.length);
  }

  /** What others wrote. */
  private freshAfter(afterSeq: number): readonly Message[] {
    const self = this.session.user()?.id;
    return this.messages().filter(
      (message) => message.seq > afterSeq && message.author.id !== self && countsAsUnread(message),
    );
  }

  /** What is shown already stays. A passing failure is tried again, at the latest with the next connection. */
  private handleFailure(failure: ApiFailure): void {
    if (this.ended) return;
    if (!this.timeline().loaded) this.current.set('failed');
    if (failure.isPassing) this.retryTimer = setTimeout(() => void this.synchronise(), tryAgainMs);
  }
}
