import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type ReadState, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { Realtime } from '../realtime/realtime';
import { ReadMarks } from './read-marks';

/** What changes in a list of chats when I read one or mute it, here or on another device. */
export type MarkChange =
  | { readonly kind: 'seen'; readonly chatId: string; readonly lastReadSeq: number }
  | { readonly kind: 'read'; readonly state: ReadState }
  | { readonly kind: 'muted'; readonly chatId: string; readonly muted: boolean };

interface MarkedList {
  /** Another once the list is read anew, or of somebody else. */
  readonly era: number;
  load(): Promise<void>;
  apply(change: MarkChange): void;
}

/** A list of my chats, with how far I have read each and which of them are muted. */
export abstract class MarkedChats {
  protected readonly api = inject(ApiClient);
  protected readonly realtime = inject(Realtime);
  private readonly marks = inject(ReadMarks);
  protected abstract readonly list: MarkedList;

  constructor() {
    this.marks.told$
      .pipe(takeUntilDestroyed())
      .subscribe((state) => this.list.apply({ kind: 'read', state }));
    this.realtime
      .on('chat:muted')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.list.apply({ kind: 'muted', ...event }));
  }

  abstract of(chatId: string): { readonly lastReadSeq: number } | null;

  /** Reads the list anew. What is shown stays until the answer is there, and also when there is none. */
  load(): Promise<void> {
    return this.list.load();
  }

  /** Everything up to there was on the screen. Here it is read at once; the other devices hear of it. */
  markRead(chatId: string, seq: number): void {
    const chat = this.of(chatId);
    if (!chat || seq <= chat.lastReadSeq) return;
    this.list.apply({ kind: 'seen', chatId, lastReadSeq: seq });
    this.marks.moveForward(chatId, seq);
  }

  /** Read up to there and no further, also backwards: "unread from here". Rejects with an ApiFailure. */
  async setReadMark(chatId: string, lastReadSeq: number): Promise<void> {
    const { era } = this.list;
    const state = await this.marks.set(chatId, lastReadSeq);
    if (era === this.list.era) this.list.apply({ kind: 'read', state });
  }

  /** Shown at once, and taken back when it fails: then it rejects with an ApiFailure. */
  async mute(chatId: string, muted: boolean): Promise<void> {
    const { era } = this.list;
    this.list.apply({ kind: 'muted', chatId, muted });
    try {
      await this.api.call(routes.muteChat, { params: { chatId }, body: { muted } });
    } catch (error) {
      if (era === this.list.era) this.list.apply({ kind: 'muted', chatId, muted: !muted });
      throw error;
    }
  }
}
