import { signal } from '@angular/core';
import { type Message, type Quote } from '@parlour/contracts';
import { quoteOf } from '@parlour/chat';
import { type ChatPlace } from '../../chat/chat-place';
import { type Editing } from '../../chat/chat-writing';
import { chatId } from '../../chat/testing/messages';

const roomPlace: ChatPlace = {
  kind: 'room',
  chatId,
  slug: 'sunday-lunch',
  main: true,
  members: 3,
  isOwner: false,
  canWrite: true,
};

/** The part of a `ChatStore` that one writes with; it remembers what was asked of it. */
export class FakeChatStore {
  /** `send hello`, `edit 3 now`: in order. */
  readonly done: string[] = [];
  readonly place = signal<ChatPlace>(roomPlace);
  readonly chatId = signal<string | null>(chatId);
  readonly canWrite = signal(true);
  readonly isOwner = signal(false);
  readonly draft = signal('');
  readonly replying = signal<Quote | null>(null);
  readonly editing = signal<Editing | null>(null);
  readonly messages = signal<readonly Message[]>([]);
  /** What ArrowUp in an empty box begins to change. */
  last: Message | null = null;

  write(text: string): void {
    this.draft.set(text);
  }

  send({
    text,
    replyTo,
    attachments = [],
  }: {
    text: string;
    replyTo?: Quote | null;
    attachments?: readonly { name: string }[];
  }): void {
    const files = attachments.map(({ name }) => ` +${name}`).join('');
    this.done.push(`send ${text}${replyTo ? ` to ${replyTo.seq}` : ''}${files}`);
    this.draft.set('');
    this.replying.set(null);
  }

  startReply(message: Message): void {
    this.replying.set(quoteOf(message));
  }

  endReply(): void {
    this.replying.set(null);
  }

  startEdit(message: Message): void {
    this.editing.set({ message, text: message.text });
  }

  startEditOfLast(): boolean {
    if (this.last) this.startEdit(this.last);
    return this.last !== null;
  }

  endEdit(): void {
    this.editing.set(null);
  }

  async edit({ seq }: Message, text: string): Promise<void> {
    this.done.push(`edit ${seq} ${text}`);
  }

  async remove({ seq }: Message): Promise<void> {
    this.done.push(`remove ${seq}`);
  }

  async react({ seq }: Message, emoji: string, on: boolean): Promise<void> {
    this.done.push(`${on ? 'react' : 'take back'} ${seq} ${emoji}`);
  }

  async markUnreadFrom({ seq }: Message): Promise<void> {
    this.done.push(`unread from ${seq}`);
  }

  jumpTo(seq: number): void {
    this.done.push(`jump ${seq}`);
  }
}
