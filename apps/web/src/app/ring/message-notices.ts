import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { type Message } from '@parlour/contracts';
import { fromEvent } from 'rxjs';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { MessageLine } from '../core/message-line/message-line';
import { ReadMarks } from '../core/read-marks/read-marks';
import { Realtime } from '../core/realtime/realtime';
import { namesMe } from '../core/room-chats/room-chat-changes';
import { RoomChats } from '../core/room-chats/room-chats';
import { MyRooms } from '../core/rooms/my-rooms';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { CallNotices } from './call-notices';
import { systemNotifications } from './system-notifications';

/** Who reads along in another tab or on another device has read it by then, and needs no notice. */
const patienceMs = 1_000;
const maxChars = 140;

interface Place {
  readonly title: string;
  readonly path: readonly string[];
}

/**
 * Tells of messages while this page is hidden, where one has allowed it: of those between two, and those that name me; not of
 * muted chats, and not while one does not want to be disturbed.
 */
@Injectable({ providedIn: 'root' })
export class MessageNotices {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly directChats = inject(DirectChats);
  private readonly roomChats = inject(RoomChats);
  private readonly rooms = inject(MyRooms);
  private readonly names = inject(UserNames);
  private readonly line = inject(MessageLine);
  private readonly transloco = inject(TranslocoService);
  private readonly notices = inject(CallNotices);
  private readonly notifications = inject(systemNotifications);
  /** How to take back what is shown, or about to be shown, of a chat. */
  private readonly shown = new Map<string, () => void>();

  constructor() {
    inject(Realtime)
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => this.tell(message));
    inject(ReadMarks)
      .told$.pipe(takeUntilDestroyed())
      .subscribe(({ chatId }) => this.takeBack(chatId));
    fromEvent(this.document, 'visibilitychange')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.takeAllBack());
    inject(DestroyRef).onDestroy(() => this.takeAllBack());
  }

  private tell(message: Message): void {
    const { id: myId, status } = this.session.user() ?? {};
    // A call is told of by its ringing.
    if (message.author.id === myId || message.call) return;
    if (!this.document.hidden || this.notices.state() !== 'on' || status === 'dnd') return;
    const place = this.placeOf(message, myId ?? null);
    if (!place) return;
    this.takeBack(message.chatId);
    const timer = setTimeout(() => this.show(message, place), patienceMs);
    this.shown.set(message.chatId, () => clearTimeout(timer));
  }

  /** Null where nobody wants to be told. */
  private placeOf(message: Message, myId: string | null): Place | null {
    const { chatId, author } = message;
    const name = this.names.of(author);
    const direct = this.directChats.of(chatId);
    if (direct) return direct.muted ? null : { title: name, path: ['/direct', chatId] };
    const chat = this.roomChats.of(chatId);
    const room = this.rooms.rooms().find(({ id }) => id === chat?.roomId);
    if (!chat || !room || chat.muted || !namesMe(message, myId)) return null;
    return {
      title: this.transloco.translate('ring.messageIn', { name, room: room.title }),
      path: ['/rooms', room.slug, ...(chat.main ? [] : [chatId])],
    };
  }

  private show(message: Message, { title, path }: Place): void {
    const text = this.line.of(message, false);
    const close = this.notifications.show({
      title,
      text: text.length > maxChars ? `${text.slice(0, maxChars)}…` : text,
      tag: `parlour.chat.${message.chatId}`,
      fleeting: true,
      opened: () => void this.router.navigate([...path], { queryParams: { message: message.seq } }),
    });
    this.shown.set(message.chatId, close);
  }

  private takeBack(chatId: string): void {
    this.shown.get(chatId)?.();
    this.shown.delete(chatId);
  }

  private takeAllBack(): void {
    for (const chatId of [...this.shown.keys()]) this.takeBack(chatId);
  }
}
