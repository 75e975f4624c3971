import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type DirectChat, type Message, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { Realtime } from '../realtime/realtime';
import { MyRooms } from '../rooms/my-rooms';
import { Session } from '../session/session';
import { KnownUsers } from '../users/known-users';
import { type DirectChatChange, changeDirectChats } from './direct-chat-changes';

export type DirectChatsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'ready' };

/** My chats with single people, the last written first, with what is unread in each. */
@Injectable({ providedIn: 'root' })
export class DirectChats {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly rooms = inject(MyRooms);
  private readonly users = inject(KnownUsers);
  private readonly list = signal<readonly DirectChat[]>([]);
  private readonly current = signal<DirectChatsState>({ kind: 'loading' });
  /** What came while the list was under way: the list may be older, so it is applied again on top. */
  private pending: DirectChatChange[] | null = null;
  private era = 0;
  /** Chats that were asked for because of a message: those of rooms are asked for once, and never again. */
  private readonly asked = new Set<string>();

  readonly state = this.current.asReadonly();
  readonly chats = this.list.asReadonly();
  readonly unread = computed(() => this.list().reduce((sum, chat) => sum + chat.unread, 0));

  constructor() {
    const { realtime } = this;
    const session = inject(Session);
    const userId = computed(() => session.user()?.id ?? null);
    realtime
      .on('direct-chat:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chat }) => this.apply({ kind: 'chat', chat }));
    realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleMessage(message));
    realtime
      .on('chat:read')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chatId, lastReadSeq }) => this.handleRead(chatId, lastReadSeq));
    // The socket is in its rooms before it says so: what is read now misses nothing.
    realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void this.load());
    effect(() => {
      const signedIn = userId() !== null;
      untracked(() => {
        this.clear();
        if (signedIn) void this.load();
      });
    });
  }

  of(chatId: string): DirectChat | null {
    return this.list().find(({ id }) => id === chatId) ?? null;
  }

  /** Reads the list anew. What is shown stays until the answer is there, and also when there is none. */
  async load(): Promise<void> {
    const era = ++this.era;
    this.pending = [];
    if (this.current().kind === 'failed') this.current.set({ kind: 'loading' });
    try {
      const { chats } = await this.api.call(routes.listDirectChats);
      if (era !== this.era) return;
      this.users.learn(chats.map(({ user }) => user));
      this.list.set(this.pending.reduce(changeDirectChats, chats));
      this.current.set({ kind: 'ready' });
    } catch (error) {
      if (era !== this.era || this.current().kind === 'ready') return;
      this.current.set({ kind: 'failed', failure: ApiFailure.of(error) });
    } finally {
      if (era === this.era) this.pending = null;
    }
  }

  /** One chat, read anew. It is in the list when this resolves. Rejects with an ApiFailure. */
  async read(chatId: string): Promise<DirectChat> {
    const { era } = this;
    const chat = await this.api.call(routes.getDirectChat, { params: { chatId } });
    if (era === this.era) this.apply({ kind: 'chat', chat });
    return chat;
  }

  /** Everything up to there was on the screen. Here it is read at once; the other devices hear of it. */
  markRead(chatId: string, seq: number): void {
    const chat = this.of(chatId);
    if (!chat || seq <= chat.lastReadSeq) return;
    this.handleRead(chatId, seq);
    // Not said is not lost: what is on the screen is marked again with the next message, or when it is opened anew.
    this.realtime.command('chat:read', { chatId, seq }).catch(() => undefined);
  }

  private handleMessage(message: Message): void {
    this.apply({ kind: 'message', message });
    const { chatId } = message;
    if (this.current().kind !== 'ready' || this.of(chatId) || this.asked.has(chatId)) return;
    if (this.rooms.rooms().some((room) => room.chatId === chatId)) return;
    this.asked.add(chatId);
    this.read(chatId).catch(() => undefined); // the chat of a room that is not in the list of rooms yet
  }

  private handleRead(chatId: string, lastReadSeq: number): void {
    const before = this.of(chatId);
    this.apply({ kind: 'read', chatId, lastReadSeq });
    if (!before || lastReadSeq <= before.lastReadSeq) return;
    // Read in part, on another device: how much is left is counted there where all messages are.
    if (lastReadSeq < (before.lastMessage?.seq ?? 0)) this.read(chatId).catch(() => undefined);
  }

  private apply(change: DirectChatChange): void {
    this.pending?.push(change);
    this.list.update((chats) => changeDirectChats(chats, change));
  }

  /** Somebody else is signed in, or nobody. */
  private clear(): void {
    this.era++;
    this.pending = null;
    this.asked.clear();
    this.list.set([]);
    this.current.set({ kind: 'loading' });
  }
}
