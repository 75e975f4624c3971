import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideBellOff } from '@lucide/angular';
import { type DirectChat } from '@parlour/contracts';
import { ChatDates } from '../chat/chat-dates';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { MessageLine } from '../core/message-line/message-line';
import { Minute } from '../core/presence/minute';
import { PresenceWords } from '../core/presence/presence-words';
import { Presences } from '../core/presence/presences';
import { attentionOfDirect } from '../core/room-chats/attention';
import { UnreadBadge } from '../core/unread/unread-badge';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName } from '../core/users/user-names';

/** My direct chats, the last written first: who, whether they are there, the last line, and what is unread. */
@Component({
  selector: 'parlour-chat-list',
  imports: [LucideBellOff, RouterLink, RouterLinkActive, TranslocoPipe, UnreadBadge, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chat-list.html',
  styleUrl: './chat-list.css',
})
export class ChatList {
  private readonly directChats = inject(DirectChats);
  private readonly presences = inject(Presences);
  private readonly presenceWords = inject(PresenceWords);
  private readonly line = inject(MessageLine);
  private readonly transloco = inject(TranslocoService);
  private readonly dates = inject(ChatDates);
  private readonly minute = inject(Minute);

  /** More than so many are shown on demand, unless something in them is unread; null: all. */
  readonly max = input<number | null>(null);

  private readonly expanded = signal(false);
  protected readonly shown = computed(() => {
    const max = this.max();
    const chats = this.directChats.chats();
    if (max === null || this.expanded()) return chats;
    return chats.filter(({ unread, muted }, index) => index < max || (unread > 0 && !muted));
  });
  protected readonly hidden = computed(() => this.directChats.chats().length - this.shown().length);

  protected readonly attentionOf = attentionOfDirect;

  protected presenceOf({ user }: DirectChat) {
    return this.presences.of(user.id)?.state ?? null;
  }

  protected presenceTextOf({ user }: DirectChat): string | null {
    return this.presenceWords.of(this.presences.of(user.id));
  }

  protected lineOf({ lastMessage, user }: DirectChat): string {
    this.transloco.activeLang();
    if (!lastMessage) return this.transloco.translate('direct.noMessage');
    const mine = lastMessage.author.id !== user.id;
    const text = this.line.of(lastMessage, mine);
    const isSaid = mine && !lastMessage.call && lastMessage.deletedAt === undefined;
    return isSaid ? this.transloco.translate('direct.youSaid', { text }) : text;
  }

  protected timeOf({ lastMessage }: DirectChat): string | null {
    return lastMessage && this.dates.short(new Date(lastMessage.createdAt), new Date(this.minute.now()));
  }

  protected showAll(): void {
    this.expanded.set(true);
  }
}
