import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoService } from '@jsverse/transloco';
import { type Message } from '@parlour/contracts';
import { pathOfMessage } from '../chat/chat-place';
import { ChatStore } from '../chat/chat-store';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { EmojiPicker } from '../emoji/emoji-picker';
import { Clipboard } from './clipboard';
import { MessageVersions } from './message-versions';

/** In the order of the menu. */
const actions = [
  'reply',
  'edit',
  'copyText',
  'copyLink',
  'unreadFrom',
  'whoReacted',
  'versions',
  'delete',
] as const;
export type MessageAction = (typeof actions)[number];

/** What one may do with a message of the chat around it, and doing it. The server judges again. */
@Injectable()
export class MessageCommands {
  private readonly store = inject(ChatStore);
  private readonly self = inject(Session).user;
  private readonly names = inject(UserNames);
  private readonly notices = inject(Notices);
  private readonly clipboard = inject(Clipboard);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject(MatDialog);
  private readonly versions = inject(MessageVersions);
  private readonly picker = inject(EmojiPicker);
  private readonly transloco = inject(TranslocoService);

  isMine({ author }: Message): boolean {
    return author.id === this.self()?.id;
  }

  /** A signal read. A tombstone can only be linked to, and be unread. */
  actionsFor(message: Message): readonly MessageAction[] {
    return actions.filter((action) => this.can(action, message));
  }

  can(action: MessageAction | 'react', message: Message): boolean {
    const { call, deletedAt, text, reactions = [], editedAt } = message;
    const stands = deletedAt === undefined;
    switch (action) {
      case 'react':
      case 'reply':
        return stands && this.store.canWrite();
      case 'edit':
        return stands && !call && this.isMine(message) && this.store.canWrite();
      case 'delete':
        return stands && !call && (this.isMine(message) || this.store.isOwner());
      case 'copyText':
        return text !== '';
      case 'whoReacted':
        return reactions.length > 0;
      case 'versions':
        return stands && editedAt !== undefined;
      case 'copyLink':
      case 'unreadFrom':
        return true;
    }
  }

  async run(action: MessageAction, message: Message): Promise<void> {
    switch (action) {
      case 'reply':
        return this.store.startReply(message);
      case 'edit':
        return this.store.startEdit(message);
      case 'copyText':
        return this.copy(message.text, 'message.textCopied');
      case 'copyLink':
        return this.copyLink(message);
      case 'unreadFrom':
        return this.store.markUnreadFrom(message);
      case 'whoReacted':
        return this.showReactions(message);
      case 'versions':
        return this.versions.open(message);
      case 'delete':
        return this.remove(message);
    }
  }

  /** Gives the emoji, or takes mine back where I gave it. */
  async toggle(message: Message, emoji: string): Promise<void> {
    await this.react(message, emoji, !this.gave(message, emoji));
  }

  /** A signal read. */
  gave({ reactions = [] }: Message, emoji: string): boolean {
    const me = this.self()?.id ?? '';
    return reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(me));
  }

  async pickReaction(message: Message, anchor: HTMLElement): Promise<void> {
    const emoji = await this.picker.pick(anchor);
    if (emoji !== null) await this.react(message, emoji, true);
  }

  private async react(message: Message, emoji: string, on: boolean): Promise<void> {
    await this.store.react(message, emoji, on);
  }

  private async copy(text: string, said: string): Promise<void> {
    this.notices.say((await this.clipboard.write(text)) ? said : 'message.notCopied');
  }

  private async copyLink({ seq }: Message): Promise<void> {
    const place = this.store.place();
    if (place) await this.copy(`${location.origin}${pathOfMessage(place, seq)}`, 'message.linkCopied');
  }

  private async remove(message: Message): Promise<void> {
    const mine = this.isMine(message);
    const sure = await this.confirm.ask({
      title: this.transloco.translate('message.deleteTitle'),
      text: this.transloco.translate(mine ? 'message.deleteText' : 'message.deleteOther', {
        name: this.names.of(message.author),
      }),
      action: this.transloco.translate('message.delete'),
    });
    if (sure) await this.store.remove(message);
  }

  private async showReactions(message: Message): Promise<void> {
    const { ReactionsDialog } = await import('./reactions-dialog');
    this.dialog.open(ReactionsDialog, { data: message, width: '420px', maxWidth: 'calc(100vw - 32px)' });
  }
}
