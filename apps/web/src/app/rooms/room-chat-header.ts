import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideArchive,
  LucideArchiveRestore,
  LucideBell,
  LucideBellOff,
  LucideCheckCheck,
  LucideChevronDown,
  LucideEllipsisVertical,
  LucideHash,
  LucideInfo,
  LucidePencil,
  LucidePlus,
  LucideSearch,
} from '@lucide/angular';
import { type Room, type RoomChat } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { attentionOf } from '../core/room-chats/attention';
import { RoomChats } from '../core/room-chats/room-chats';
import { UnreadBadge } from '../core/unread/unread-badge';
import { searchInRoomChat } from '../search/search-in';
import { RoomChatActions } from './room-chat-actions';

/** Which chat of the room this is, the way to the others, and what can be done with it. */
@Component({
  selector: 'parlour-room-chat-header',
  imports: [
    IconButton,
    LucideArchive,
    LucideArchiveRestore,
    LucideBell,
    LucideBellOff,
    LucideCheckCheck,
    LucideChevronDown,
    LucideEllipsisVertical,
    LucideHash,
    LucideInfo,
    LucidePencil,
    LucidePlus,
    LucideSearch,
    MatDivider,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoPipe,
    UnreadBadge,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-chat-header.html',
  styleUrl: './room-chat-header.css',
})
export class RoomChatHeader {
  private readonly roomChats = inject(RoomChats);
  protected readonly actions = inject(RoomChatActions);

  readonly room = input.required<Room>();
  /** Null where the list of chats is out of reach. */
  readonly chat = input.required<RoomChat | null>();

  protected readonly isOwner = computed(() => this.room().role === 'owner');
  private readonly all = computed(() => this.roomChats.ofRoom(this.room().id));
  protected readonly inUse = computed(() => this.all().filter(({ archivedAt }) => archivedAt === null));
  protected readonly archived = computed(() => this.all().filter(({ archivedAt }) => archivedAt !== null));
  protected readonly hasOthers = computed(() => this.all().length > 1 || this.isOwner());
  protected readonly searchQuery = computed(() => {
    const chat = this.chat();
    return { q: chat ? searchInRoomChat(this.room(), chat) : '' };
  });
  protected readonly attentionOf = attentionOf;

  protected linkTo({ id, main }: RoomChat): string[] {
    return ['/rooms', this.room().slug, ...(main ? [] : [id])];
  }
}
