import { Injectable, computed, effect, signal, untracked } from '@angular/core';
import { Subject } from 'rxjs';
import { type FailureCode } from '../core/api/api-failure';
import { type CallPlace, isSamePlace } from './call-place';

/** Why one is not in the call any more: `left` by one's own word, the server's word, or why it could not go on. */
export type CallEndCause = FailureCode | 'left' | 'removed' | 'replaced' | 'over';

export interface CallEnd {
  readonly place: CallPlace;
  /** Null where one did not get in. */
  readonly callId: string | null;
  readonly cause: CallEndCause;
  /** How long one was connected with somebody; null: never. */
  readonly seconds: number | null;
}

/**
 * What everybody may know of the call of this tab without loading the engine of it: where it is, whether a page shows
 * it, and when it ends. Written by the CallStore.
 */
@Injectable({ providedIn: 'root' })
export class OngoingCall {
  private readonly current = signal<CallPlace | null>(null);
  private readonly pages = signal<readonly CallPlace[]>([]);
  private readonly ends = new Subject<CallEnd>();
  private readonly wishes = new Subject<void>();

  /** Null: no call, and none being joined. */
  readonly place = this.current.asReadonly();
  /** Whether it goes on while another page is read. */
  readonly isElsewhere = computed(() => {
    const place = this.current();
    return place !== null && !this.isShown(place);
  });
  readonly ended$ = this.ends.asObservable();
  /** Somebody wants to see it: its page brings it forward, if another part of the page is in front. */
  readonly wanted$ = this.wishes.asObservable();

  isAt(place: CallPlace | null): boolean {
    const current = this.current();
    return current !== null && isSamePlace(current, place);
  }

  /** A signal read: whether a page shows the call of this place. */
  isShown(place: CallPlace): boolean {
    return this.pages().some((page) => isSamePlace(page, place));
  }

  handlePlace(place: CallPlace | null): void {
    this.current.set(place);
  }

  handleEnd(end: CallEnd): void {
    this.current.set(null);
    this.ends.next(end);
  }

  bringForward(): void {
    this.wishes.next();
  }

  /** For a page, from its constructor: it shows the call of this place for as long as it lives; null: not now. */
  isShownBy(place: () => CallPlace | null): void {
    effect((onCleanup) => {
      const page = place();
      if (!page) return;
      untracked(() => this.pages.update((pages) => [...pages, page]));
      onCleanup(() => this.pages.update((pages) => pages.filter((other) => other !== page)));
    });
  }
}
