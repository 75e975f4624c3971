import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideBellOff, LucideChevronDown, LucideChevronRight, LucidePlus } from '@lucide/angular';
import { type Room, type RoomChat } from '@parlour/contracts';
import { attentionOf } from '../core/room-chats/attention';
import { RoomChats } from '../core/room-chats/room-chats';
import { UnreadBadge } from '../core/unread/unread-badge';
import { RoomChatActions } from './room-chat-actions';

/** The chats of the room that is open, under its name. With one chat only there is nothing to choose from. */
@Component({
  selector: 'parlour-room-chat-list',
  imports: [
    LucideBellOff,
    LucideChevronDown,
    LucideChevronRight,
    LucidePlus,
    RouterLink,
    RouterLinkActive,
    TranslocoPipe,
    UnreadBadge,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-chat-list.html',
  styleUrl: './room-chat-list.css',
})
export class RoomChatList {
  private readonly roomChats = inject(RoomChats);
  protected readonly actions = inject(RoomChatActions);

  readonly room = input.required<Room>();

  protected readonly archiveOpen = signal(false);
  private readonly all = computed(() => this.roomChats.ofRoom(this.room().id));
  protected readonly inUse = computed(() =>
    this.all().length > 1 ? this.all().filter(({ archivedAt }) => archivedAt === null) : [],
  );
  protected readonly archived = computed(() => this.all().filter(({ archivedAt }) => archivedAt !== null));
  protected readonly attentionOf = attentionOf;

  protected linkTo({ id, main }: RoomChat): string[] {
    return ['/rooms', this.room().slug, ...(main ? [] : [id])];
  }
}
