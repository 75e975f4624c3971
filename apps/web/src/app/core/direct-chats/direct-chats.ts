import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type DirectChat, type Message, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { KeptList, keep } from '../realtime/kept-list';
import { Realtime } from '../realtime/realtime';
import { MyRooms } from '../rooms/my-rooms';
import { KnownUsers } from '../users/known-users';
import { type DirectChatChange, changeDirectChats } from './direct-chat-changes';

/** My chats with single people, the last written first, with what is unread in each. */
@Injectable({ providedIn: 'root' })
export class DirectChats {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly rooms = inject(MyRooms);
  private readonly users = inject(KnownUsers);
  private readonly list = new KeptList<readonly DirectChat[], DirectChatChange>({
    empty: [],
    read: async () => (await this.api.call(routes.listDirectChats)).chats,
    learn: (chats) => this.users.learn(chats.map(({ user }) => user)),
    change: changeDirectChats,
  });
  /** Chats that were asked for because of a message: those of rooms are asked for once, and never again. */
  private readonly asked = new Set<string>();

  readonly state = this.list.state;
  readonly chats = this.list.content;
  readonly unread = computed(() => this.chats().reduce((sum, chat) => sum + chat.unread, 0));

  constructor() {
    const { realtime } = this;
    realtime
      .on('direct-chat:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chat }) => this.list.apply({ kind: 'chat', chat }));
    realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleMessage(message));
    realtime
      .on('chat:read')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chatId, lastReadSeq }) => this.handleRead(chatId, lastReadSeq));
    keep(this.list, () => this.asked.clear());
  }

  of(chatId: string): DirectChat | null {
    return this.chats().find(({ id }) => id === chatId) ?? null;
  }

  /** Reads the list anew. What is shown stays until the answer is there, and also when there is none. */
  load(): Promise<void> {
    return this.list.load();
  }

  /** One chat, read anew. It is in the list when this resolves. Rejects with an ApiFailure. */
  async read(chatId: string): Promise<DirectChat> {
    const { era } = this.list;
    const chat = await this.api.call(routes.getDirectChat, { params: { chatId } });
    if (era === this.list.era) this.list.apply({ kind: 'chat', chat });
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
    this.list.apply({ kind: 'message', message });
    const { chatId } = message;
    if (this.state().kind !== 'ready' || this.of(chatId) || this.asked.has(chatId)) return;
    if (this.rooms.rooms().some((room) => room.chatId === chatId)) return;
    this.asked.add(chatId);
    this.read(chatId).catch(() => undefined); // the chat of a room that is not in the list of rooms yet
  }

  private handleRead(chatId: string, lastReadSeq: number): void {
    const before = this.of(chatId);
    this.list.apply({ kind: 'read', chatId, lastReadSeq });
    if (!before || lastReadSeq <= before.lastReadSeq) return;
    // Read in part, on another device: how much is left is counted there where all messages are.
    if (lastReadSeq < (before.lastMessage?.seq ?? 0)) this.read(chatId).catch(() => undefined);
  }
}
