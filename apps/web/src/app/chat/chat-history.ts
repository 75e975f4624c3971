import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { Conversation, type PageState, type Timeline, systemClock } from '@parlour/chat';
import { type Message } from '@parlour/contracts';
import { Subject, Subscription } from 'rxjs';
import { Notices } from '../core/notices/notices';
import { Outbox } from './outbox';
import { ServerChat } from './server-chat';

export type ChatState = 'loading' | 'ready' | 'failed';

/** Where the log is to go as soon as it can. */
export type Landing =
  | { readonly kind: 'end' }
  /** To the first that is new. */
  | { readonly kind: 'new' }
  | { readonly kind: 'message'; readonly seq: number };

export interface Beginning {
  readonly landing: Landing;
  readonly around?: number;
  readonly latestSeq: number;
}

/** The conversation of the chat engine that the page shows, as signals: one chat, and then perhaps another. */
@Injectable()
export class ChatHistory {
  private readonly outbox = inject(Outbox);
  private readonly server = inject(ServerChat);
  private readonly notices = inject(Notices);
  private readonly current = signal<ChatState>('loading');
  private readonly timeline = signal<Timeline | null>(null);
  private readonly older = signal<PageState>('idle');
  private readonly newer = signal<PageState>('idle');
  private readonly goal = signal<Landing | null>(null);
  private readonly arrived = new Subject<readonly Message[]>();
  private conversation: Conversation | null = null;
  private subscriptions = new Subscription();

  /** What was read is there, however far the catching up is. */
  readonly state = computed<ChatState>(() => {
    const state = this.current();
    return state === 'loading' && this.timeline()?.loaded ? 'ready' : state;
  });
  readonly messages = computed(() => this.timeline()?.messages ?? []);
  readonly hasOlder = computed(() => this.timeline()?.hasOlder ?? false);
  readonly hasNewer = computed(() => this.timeline()?.hasNewer ?? false);
  /** Of the newest that was heard of, held or not. */
  readonly latestSeq = computed(() => this.timeline()?.latestSeq ?? 0);
  readonly olderState = this.older.asReadonly();
  readonly newerState = this.newer.asReadonly();
  readonly landing = this.goal.asReadonly();
  /** What has come since it was opened, each once. */
  readonly fresh$ = this.arrived.asObservable();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  isOf(chatId: string): boolean {
    return this.conversation?.chatId === chatId;
  }

  /** @param begin where to land; around which message to read, else the newest; how far the chat goes, where that is known. */
  open(chatId: string, begin: Beginning): void {
    this.close();
    const { server, outbox } = this;
    const conversation = new Conversation({
      chatId,
      port: server,
      events: server,
      outbox,
      clock: systemClock,
    });
    this.conversation = conversation;
    this.goal.set(begin.landing);
    const all = new Subscription();
    all.add(conversation.timeline$.subscribe((timeline) => this.timeline.set(timeline)));
    all.add(conversation.state$.subscribe((state) => this.current.set(state)));
    all.add(conversation.olderState$.subscribe((state) => this.older.set(state)));
    all.add(conversation.newerState$.subscribe((state) => this.newer.set(state)));
    all.add(conversation.fresh$.subscribe((messages) => this.arrived.next(messages)));
    this.subscriptions = all;
    conversation.open(begin.around, begin.latestSeq);
  }

  synchronise(): void {
    this.conversation?.synchronise();
  }

  async loadOlder(): Promise<void> {
    await this.conversation?.loadOlder();
  }

  async loadNewer(): Promise<void> {
    await this.conversation?.loadNewer();
  }

  /** A message as it is now: the answer to an edit, a deletion, a reaction. */
  change(message: Message): void {
    if (this.isOf(message.chatId)) this.conversation?.change(message);
  }

  /** Whether the end of what is held is on the screen. */
  look(atEnd: boolean): void {
    this.conversation?.look(atEnd);
  }

  async jumpTo(seq: number): Promise<void> {
    const { conversation } = this;
    const held = await conversation?.jumpTo(seq);
    if (conversation !== this.conversation) return;
    if (held) this.goal.set({ kind: 'message', seq });
    else this.notices.say('chat.jumpFailed');
  }

  async toEnd(): Promise<void> {
    const { conversation } = this;
    const held = await conversation?.toEnd();
    if (conversation !== this.conversation) return;
    if (held) this.goal.set({ kind: 'end' });
    else this.notices.say('chat.jumpFailed');
  }

  /** The log is where it was to go. */
  handleLanded(landing: Landing): void {
    if (this.goal() === landing) this.goal.set(null);
  }

  private close(): void {
    this.subscriptions.unsubscribe();
    this.conversation?.close();
    this.conversation = null;
    this.timeline.set(null);
    this.current.set('loading');
  }
}
