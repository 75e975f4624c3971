import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type ReadState, routes } from '@parlour/contracts';
import { Subject } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { Realtime } from '../realtime/realtime';

/** Up to where I have read each chat, as the server is told of it and tells of it, on every device of mine. */
@Injectable({ providedIn: 'root' })
export class ReadMarks {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  /** The last mark that was sent, for as long as it is not answered. */
  private readonly sent = new Map<string, number>();
  private readonly told = new Subject<ReadState>();

  /** Where the marks are now, with what is unread behind them. */
  readonly told$ = this.told.asObservable();

  constructor() {
    this.realtime
      .on('chat:read')
      .pipe(takeUntilDestroyed())
      .subscribe((state) => {
        // The echo of a mark that this tab has moved on from.
        if (state.lastReadSeq >= (this.sent.get(state.chatId) ?? 0)) this.told.next(state);
      });
  }

  /** Everything up to there was on the screen. */
  moveForward(chatId: string, seq: number): void {
    this.sent.set(chatId, seq);
    this.realtime
      .command('chat:read', { chatId, seq })
      // Not said is not lost: what is on the screen is marked again with the next message, or when it is opened anew.
      .catch(() => undefined)
      .finally(() => {
        if (this.sent.get(chatId) === seq) this.sent.delete(chatId);
      });
  }

  /** Wherever one wants it. Rejects with an ApiFailure. */
  async set(chatId: string, lastReadSeq: number): Promise<ReadState> {
    this.sent.delete(chatId);
    return this.api.call(routes.setReadMark, { params: { chatId }, body: { lastReadSeq } });
  }
}
