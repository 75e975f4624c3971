import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type DirectChat, type Message, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ReadMarks } from '../read-marks/read-marks';
import { KeptList, keep } from '../realtime/kept-list';
import { Realtime } from '../realtime/realtime';
import { attentionOfDirect, sumOf } from '../room-chats/attention';
import { RoomChats } from '../room-chats/room-chats';
import { MyRooms } from '../rooms/my-rooms';
import { KnownUsers } from '../users/known-users';
import { type DirectChatChange, changeDirectChats } from './direct-chat-changes';

/** My chats with single people, the last written first, with what is unread in each. */
@Injectable({ providedIn: 'root' })
export class DirectChats {
  private readonly api = inject(ApiClient);
  private readonly marks = inject(ReadMarks);
  private readonly rooms = inject(MyRooms);
  private readonly roomChats = inject(RoomChats);
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
  readonly attention = computed(() => sumOf(this.chats().map(attentionOfDirect)));
  /** How much calls for attention: of muted chats nothing does. */
  readonly unread = computed(() => this.attention().loud);

  constructor() {
    this.follow(inject(Realtime));
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
    this.list.apply({ kind: 'seen', chatId, lastReadSeq: seq });
    this.marks.moveForward(chatId, seq);
  }

  /** Read up to there and no further, also backwards: "unread from here". Rejects with an ApiFailure. */
  async setReadMark(chatId: string, lastReadSeq: number): Promise<void> {
    const { era } = this.list;
    const state = await this.marks.set(chatId, lastReadSeq);
    if (era === this.list.era) this.list.apply({ kind: 'read', state });
  }

  /** Shown at once, and taken back when it fails: then it rejects with an ApiFailure. */
  async mute(chatId: string, muted: boolean): Promise<void> {
    const { era } = this.list;
    this.list.apply({ kind: 'muted', chatId, muted });
    try {
      await this.api.call(routes.muteChat, { params: { chatId }, body: { muted } });
    } catch (error) {
      if (era === this.list.era) this.list.apply({ kind: 'muted', chatId, muted: !muted });
      throw error;
    }
  }

  private follow(realtime: Realtime): void {
    realtime
      .on('direct-chat:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chat }) => this.list.apply({ kind: 'chat', chat }));
    realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleMessage(message));
    realtime
      .on('message:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleChanged(message));
    this.marks.told$
      .pipe(takeUntilDestroyed())
      .subscribe((state) => this.list.apply({ kind: 'read', state }));
    realtime
      .on('chat:muted')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.list.apply({ kind: 'muted', ...event }));
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
