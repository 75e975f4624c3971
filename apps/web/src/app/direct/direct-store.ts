import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type DirectChat } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { type Finding, notFoundOrFailed } from '../core/api/reading';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { Realtime } from '../core/realtime/realtime';

/** The chat of the page: that of the list, which is kept right, or the one that was read where the list has it not. */
@Injectable()
export class DirectStore {
  private readonly chats = inject(DirectChats);
  private readonly chatId = signal('');
  private readonly own = signal<DirectChat | null>(null);
  private readonly failure = signal<ApiFailure | null>(null);

  readonly chat = computed(() => this.chats.of(this.chatId()) ?? this.own());
  readonly state = computed<Finding<{ chat: DirectChat }>>(() => {
    const chat = this.chat();
    if (chat) return { kind: 'ready', chat };
    const failure = this.failure();
    return failure ? notFoundOrFailed(failure, 'chat_not_found') : { kind: 'loading' };
  });

  constructor() {
    inject(Realtime)
      .connected$.pipe(takeUntilDestroyed())
      .subscribe(() => {
        // What the list does not hold, it does not read anew either.
        if (this.chatId() && !this.chats.of(this.chatId())) void this.load();
      });
  }

  /** Shows this chat from now on. To be called once. */
  open(chatId: string): void {
    this.chatId.set(chatId);
    if (!this.chats.of(chatId)) void this.load();
  }

  async load(): Promise<void> {
    this.failure.set(null);
    try {
      this.own.set(await this.chats.read(this.chatId()));
    } catch (error) {
      this.failure.set(ApiFailure.of(error));
    }
  }
}
