import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type DirectChat, type Message, routes } from '@parlour/contracts';
import { MarkedChats } from '../read-marks/marked-chats';
import { KeptList, keep } from '../realtime/kept-list';
import { attentionOfDirect, sumOf } from '../room-chats/attention';
import { RoomChats } from '../room-chats/room-chats';
import { MyRooms } from '../rooms/my-rooms';
import { KnownUsers } from '../users/known-users';
import { type DirectChatChange, changeDirectChats } from './direct-chat-changes';

/** My chats with single people, the last written first, with what is unread in each. */
@Injectable({ providedIn: 'root' })
export class DirectChats extends MarkedChats {
  private readonly rooms = inject(MyRooms);
  private readonly roomChats = inject(RoomChats);
  private readonly users = inject(KnownUsers);
  protected readonly list = new KeptList<readonly DirectChat[], DirectChatChange>({
    empty: [],
    read: async () => (await this.api.call(routes.listDirectChats)).chats,
    learn: (chats) => this.users.learn(chats.map(({ user }) => user)),
    change: changeDirectChats,
  });
  /** Chats that were asked for because of a message: those of rooms are asked for once, and never again. */
  private readonly asked = new Set<string>();

  readonly state = this.list.state;
  readonly chats = this.list.content;
  readonly attention = computed(() => sumOf(this.chats().map(attentionOfDirect)));
  /** How much calls for attention: of muted chats nothing does. */
  readonly unread = computed(() => this.attention().loud);

  constructor() {
    super();
    this.follow();
    keep(this.list, () => this.asked.clear());
  }

  of(chatId: string): DirectChat | null {
    return this.chats().find(({ id }) => id === chatId) ?? null;
  }

  /** One chat, read anew. It is in the list when this resolves. Rejects with an ApiFailure. */
  async read(chatId: string): Promise<DirectChat> {
    const { era } = this.list;
    const chat = await this.api.call(routes.getDirectChat, { params: { chatId } });
    if (era === this.list.era) this.list.apply({ kind: 'chat', chat });
    return chat;
  }

  private follow(): void {
    this.realtime
      .on('direct-chat:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chat }) => this.list.apply({ kind: 'chat', chat }));
    this.realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleMessage(message));
    this.realtime
      .on('message:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleChanged(message));
  }

  private handleMessage(message: Message): void {
    this.list.apply({ kind: 'message', message });
    const { chatId } = message;
    if (this.state().kind !== 'ready' || this.of(chatId) || this.asked.has(chatId)) return;
    if (this.roomChats.of(chatId) || this.rooms.rooms().some((room) => room.chatId === chatId)) return;
    this.asked.add(chatId);
    this.read(chatId).catch(() => undefined); // the chat of a room that is not in the list of rooms yet
  }

  /** Whether what was deleted had been counted is known there where all messages are. */
  private handleChanged(message: Message): void {
    this.list.apply({ kind: 'changed', message });
    const { chatId, seq, deletedAt } = message;
    const chat = this.of(chatId);
    if (chat && deletedAt !== undefined && seq > chat.lastReadSeq && chat.unread > 0) this.recount(chatId);
  }

  private recount(chatId: string): void {
    this.read(chatId).catch(() => undefined); // it is read anew with the next connection
  }
}
