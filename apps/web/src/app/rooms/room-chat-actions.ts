import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoService } from '@jsverse/transloco';
import { type Room, type RoomChat } from '@parlour/contracts';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { RoomChats } from '../core/room-chats/room-chats';
import type { RoomChatDialogData } from './room-chat-dialog';

const dialogWidth = { width: '480px', maxWidth: 'calc(100vw - 32px)' } as const;

/** What one does with a chat of a room. What goes wrong is said. */
@Injectable({ providedIn: 'root' })
export class RoomChatActions {
  private readonly roomChats = inject(RoomChats);
  private readonly dialog = inject(MatDialog);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);

  /** The dialog goes to the new chat by itself. */
  create({ slug }: Pick<Room, 'slug'>): Promise<void> {
    return this.openDialog({ slug, chat: null });
  }

  edit({ slug }: Pick<Room, 'slug'>, chat: RoomChat): Promise<void> {
    return this.openDialog({ slug, chat });
  }

  async showDetails(chat: RoomChat): Promise<void> {
    const { RoomChatDetails } = await import('./room-chat-details');
    this.dialog.open(RoomChatDetails, { ...dialogWidth, data: chat.id });
  }

  async archive({ slug }: Pick<Room, 'slug'>, { id, name }: RoomChat): Promise<void> {
    const sure = await this.confirm.ask({
      title: this.transloco.translate('rooms.chat.archiveTitle', { name }),
      text: this.transloco.translate('rooms.chat.archiveText'),
      action: this.transloco.translate('rooms.chat.archive'),
    });
    if (sure)
      await this.say(this.roomChats.update(slug, id, { archived: true }), 'rooms.chat.archivedNow', name);
  }

  unarchive({ slug }: Pick<Room, 'slug'>, { id, name }: RoomChat): Promise<void> {
    return this.say(this.roomChats.update(slug, id, { archived: false }), 'rooms.chat.unarchivedNow', name);
  }

  mute({ id }: Pick<RoomChat, 'id'>, muted: boolean): void {
    this.roomChats.mute(id, muted).catch((error: unknown) => this.notices.sayFailure(error));
  }

  /** All of it. */
  markRead({ id, lastSeq }: Pick<RoomChat, 'id' | 'lastSeq'>): void {
    this.roomChats.markRead(id, lastSeq);
  }

  private async openDialog(data: RoomChatDialogData): Promise<void> {
    const { RoomChatDialog } = await import('./room-chat-dialog');
    this.dialog.open(RoomChatDialog, { ...dialogWidth, autoFocus: 'input', data });
  }

  private async say(work: Promise<unknown>, key: string, name: string): Promise<void> {
    try {
      await work;
      this.notices.say(key, { name });
    } catch (error) {
      this.notices.sayFailure(error);
    }
  }
}
