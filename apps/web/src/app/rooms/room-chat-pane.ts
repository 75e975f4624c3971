import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideArchive, LucideMessageCircleOff } from '@lucide/angular';
import { type Room, type RoomChat } from '@parlour/contracts';
import { Button, EmptyState, WaitingRows } from '@parlour/ui';
import { Chat } from '../chat/chat';
import { type ChatPlace } from '../chat/chat-place';
import { ChatStore } from '../chat/chat-store';
import { chatProviders } from '../chat/provide-chat';
import { type Finding } from '../core/api/reading';
import { LoadFailed } from '../core/feedback/load-failed';
import { pageVisible } from '../core/page-visible';
import { RoomChats } from '../core/room-chats/room-chats';
import { RoomChatActions } from './room-chat-actions';
import { RoomChatHeader } from './room-chat-header';
import { WantedMessage } from './wanted-message';

/** One chat of a room: what it is, what was said, and the line to say something. One of these per chat. */
@Component({
  selector: 'parlour-room-chat-pane',
  imports: [
    Button,
    Chat,
    EmptyState,
    LoadFailed,
    LucideArchive,
    LucideMessageCircleOff,
    RoomChatHeader,
    RouterLink,
    TranslocoPipe,
    WaitingRows,
  ],
  providers: [...chatProviders],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-chat-pane.html',
  styleUrl: './room-chat-pane.css',
})
export class RoomChatPane {
  protected readonly roomChats = inject(RoomChats);
  protected readonly actions = inject(RoomChatActions);
  private readonly store = inject(ChatStore);
  private readonly wanted = inject(WantedMessage);

  readonly room = input.required<Room>();
  readonly chatId = input.required<string>();
  /** Whether it is on the screen, as far as the layout of the page goes. */
  readonly shown = input.required<boolean>();

  private readonly pageVisible = pageVisible();
  private readonly chat = computed(() => {
    const chat = this.roomChats.of(this.chatId());
    return chat?.roomId === this.room().id ? chat : null;
  });
  /** The room itself knows of its first chat: that one opens also where the list of chats is out of reach. */
  protected readonly state = computed<Finding<{ chat: RoomChat | null }>>(() => {
    const chat = this.chat();
    const list = this.roomChats.state();
    if (chat) return { kind: 'ready', chat };
    if (list.kind === 'loading') return list;
    if (this.chatId() === this.room().chatId) return { kind: 'ready', chat: null };
    return list.kind === 'failed' ? list : { kind: 'not-found' };
  });
  private readonly isReady = computed(() => this.state().kind === 'ready');
  private readonly place = computed((): ChatPlace => {
    const { slug, memberCount, role, chatId: main } = this.room();
    return {
      kind: 'room',
      chatId: this.chatId(),
      slug,
      main: this.chatId() === main,
      members: memberCount,
      isOwner: role === 'owner',
      canWrite: !this.chat()?.archivedAt,
    };
  });

  constructor() {
    effect(() => {
      const place = this.place();
      if (this.isReady()) untracked(() => this.store.setPlace(place));
    });
    effect(() => this.store.setDisplayed(this.pageVisible() && this.shown()));
    effect(() => {
      if (this.wanted.current() && this.isReady()) untracked(() => this.takeWanted());
    });
  }

  /** Once it is open, the chat itself follows the address. */
  private takeWanted(): void {
    const seq = this.wanted.take(this.chatId(), this.chatId() === this.room().chatId);
    const isOpening = this.store.state() === 'loading';
    if (seq !== null && isOpening) this.store.jumpTo(seq);
  }
}
