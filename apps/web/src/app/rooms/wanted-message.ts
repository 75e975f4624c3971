import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';

/**
 * The message that `?message=12` last led to. The chat that is open when the address changes takes it out of there at once, and
 * that may be before the chat that it is meant for is on the page. To be provided by the page of the address.
 */
@Injectable()
export class WantedMessage {
  /** `chatId`: null for the first chat of the room. */
  private readonly wanted = signal<{ readonly chatId: string | null; readonly seq: number } | null>(null);

  /** Until its chat has taken it. */
  readonly current = this.wanted.asReadonly();

  constructor() {
    const route = inject(ActivatedRoute);
    route.queryParamMap.pipe(takeUntilDestroyed()).subscribe((params) => {
      const seq = Number(params.get('message'));
      if (!Number.isSafeInteger(seq) || seq <= 0) return;
      this.wanted.set({ chatId: route.snapshot.paramMap.get('chatId'), seq });
    });
  }

  /** Its seq, once, and for the chat that it is in only. */
  take(chatId: string, isMain: boolean): number | null {
    const wanted = this.wanted();
    if (!wanted || (wanted.chatId === null ? !isMain : wanted.chatId !== chatId)) return null;
    this.wanted.set(null);
    return wanted.seq;
  }
}
