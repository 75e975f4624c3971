import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type CreateRoomChatRequest,
  type Message,
  type RoomChat,
  type UpdateRoomChatRequest,
  limits,
  routes,
} from '@parlour/contracts';
import { MarkedChats } from '../read-marks/marked-chats';
import { type Later, eventually } from '../realtime/eventually';
import { KeptList, keep } from '../realtime/kept-list';
import { Session } from '../session/session';
import { type Attention, attentionOf, nothingUnread, sumOf } from './attention';
import { type RoomChatChange, changeRoomChats, namesMe } from './room-chat-changes';

/** The chats of all rooms that one is in, with what is unread in each. */
@Injectable({ providedIn: 'root' })
export class RoomChats extends MarkedChats {
  private readonly session = inject(Session);
  protected readonly list = new KeptList<readonly RoomChat[], RoomChatChange>({
    empty: [],
    read: async () => (await this.api.call(routes.listRoomChats)).chats,
    learn: () => undefined,
    change: changeRoomChats,
  });
  private readonly recount: Later = eventually(() => this.list.load());

  readonly state = this.list.state;
  /** Of each room the first chat first, then the others by name; archived ones among them. */
  readonly chats = this.list.content;
  private readonly byId = computed(() => new Map(this.chats().map((chat) => [chat.id, chat])));
  private readonly byRoom = computed(() => Map.groupBy(this.chats(), ({ roomId }) => roomId));
  private readonly attentionByRoom = computed(
    () => new Map([...this.byRoom()].map(([roomId, chats]) => [roomId, sumOf(chats.map(attentionOf))])),
  );
  /** Of all rooms together. */
  readonly attention = computed(() => sumOf([...this.attentionByRoom().values()]));
  /** How much calls for attention in all rooms together: what is unread, and of muted chats what names me. */
  readonly unread = computed(() => this.attention().loud);

  constructor() {
    super();
    this.follow();
    keep(this.list);
  }

  ofRoom(roomId: string): readonly RoomChat[] {
    return this.byRoom().get(roomId) ?? [];
  }

  of(chatId: string): RoomChat | null {
    return this.byId().get(chatId) ?? null;
  }

  attentionOf(roomId: string): Attention {
    return this.attentionByRoom().get(roomId) ?? nothingUnread;
  }

  /** Opens another chat in a room; it is in the list when this resolves. Rejects with an ApiFailure. */
  async create(slug: string, body: CreateRoomChatRequest): Promise<RoomChat> {
    return this.include(await this.api.call(routes.createRoomChat, { params: { slug }, body }));
  }

  /** Renames, describes, archives, or takes out of the archive. Rejects with an ApiFailure. */
  async update(slug: string, chatId: string, body: UpdateRoomChatRequest): Promise<RoomChat> {
    return this.include(await this.api.call(routes.updateRoomChat, { params: { slug, chatId }, body }));
  }

  /** What is known of its messages here is as new as the answer, and may be newer. */
  private include(chat: RoomChat): RoomChat {
    this.list.apply(this.of(chat.id) ? { kind: 'info', chat: infoOf(chat) } : { kind: 'chat', chat });
    return chat;
  }

  private follow(): void {
    this.realtime
      .on('room-chat:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chat }) => this.list.apply({ kind: 'info', chat }));
    this.realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleMessage(message));
    this.realtime
      .on('message:changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.handleChanged(message));
    // Which chats a new room has, and what was written in them before, the list says.
    this.realtime
      .on('room:added')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.recount());
    this.realtime
      .on('room:removed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ roomId }) => this.list.apply({ kind: 'room-removed', roomId }));
  }

  private handleMessage(message: Message): void {
    const isLeftOut = !this.of(message.chatId) && this.chats().length >= limits.roomChatsMax;
    if (isLeftOut) return this.recount();
    this.list.apply({ kind: 'message', message, myId: this.session.user()?.id ?? null });
  }

  /** What a deleted message, or one that names others now, was counted for is known there where all messages are. */
  private handleChanged(message: Message): void {
    const chat = this.of(message.chatId);
    if (!chat || message.seq <= chat.lastReadSeq || chat.unread === 0) return;
    const mayNameOthers =
      message.editedAt !== undefined &&
      (chat.mentions > 0 || namesMe(message, this.session.user()?.id ?? null));
    if (message.deletedAt !== undefined || mayNameOthers) this.recount();
  }
}

function infoOf({ id, roomId, name, description, main, createdAt, archivedAt }: RoomChat) {
  return { id, roomId, name, description, main, createdAt, archivedAt };
}
