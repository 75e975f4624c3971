import { Injectable, computed, inject, signal } from '@angular/core';
import { quoteOf } from '@parlour/chat';
import { type Message } from '@parlour/contracts';
import { type Draft, Drafts, emptyDraft } from './drafts';
import { Typing } from './typing';

/** A message whose text is being changed: what the box begins with is not always what the message says. */
export interface Editing {
  readonly message: Message;
  readonly text: string;
}

/** What one is writing in the chat of the page: a new message, perhaps a reply; or another text for an old one. */
@Injectable()
export class ChatWriting {
  private readonly drafts = inject(Drafts);
  private readonly typing = inject(Typing);
  private readonly written = signal<Draft>(emptyDraft);
  private readonly beingEdited = signal<Editing | null>(null);
  private chatId: string | null = null;

  readonly draft = computed(() => this.written().text);
  readonly replying = computed(() => this.written().replyTo);
  readonly editing = this.beingEdited.asReadonly();

  open(chatId: string): void {
    this.chatId = chatId;
    this.beingEdited.set(null);
    this.written.set(this.drafts.read(chatId));
    this.typing.enter(chatId);
  }

  write(text: string): void {
    this.keep({ ...this.written(), text });
    this.typing.handleWriting(text);
  }

  startReply(message: Message): void {
    this.beingEdited.set(null);
    this.keep({ ...this.written(), replyTo: quoteOf(message) });
  }

  endReply(): void {
    this.keep({ ...this.written(), replyTo: null });
  }

  startEdit(message: Message, text = message.text): void {
    this.beingEdited.set({ message, text });
  }

  endEdit(): void {
    this.beingEdited.set(null);
  }

  handleSent(): void {
    this.keep(emptyDraft);
    this.typing.stop();
  }

  private keep(draft: Draft): void {
    this.written.set(draft);
    if (this.chatId !== null) this.drafts.write(this.chatId, draft);
  }
}
