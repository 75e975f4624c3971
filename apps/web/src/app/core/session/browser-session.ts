import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { type Observable, Subject } from 'rxjs';

export type SessionNews = 'signed-in' | 'signed-out';

const hintKey = 'parlour.signed-in';
const name = 'parlour.session';

/** What a session asks of the browser: a hint that survives, a lock and news across tabs, a clock. */
@Injectable({ providedIn: 'root' })
export class BrowserSession {
  private readonly window = inject(DOCUMENT).defaultView ?? globalThis;
  private readonly channel = 'BroadcastChannel' in this.window ? new BroadcastChannel(name) : null;
  private readonly news = new Subject<SessionNews>();

  /** What other tabs tell; never what this one tells. */
  readonly news$: Observable<SessionNews> = this.news.asObservable();

  constructor() {
    this.channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === 'signed-in' || data === 'signed-out') this.news.next(data);
    });
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  announce(news: SessionNews): void {
    this.channel?.postMessage(news);
  }

  /** Whether somebody has signed in here and not out again: it spares strangers a refresh that must fail. */
  hasSession(): boolean {
    try {
      return this.window.localStorage.getItem(hintKey) !== null;
    } catch {
      return true; // storage is blocked: ask the server
    }
  }

  remember(signedIn: boolean): void {
    try {
      if (signedIn) this.window.localStorage.setItem(hintKey, '1');
      else this.window.localStorage.removeItem(hintKey);
    } catch {
      // storage is blocked: only the hint is lost
    }
  }

  /** One tab at a time. Web Locks exist in secure contexts only; elsewhere the server forgives two at one instant. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const locks = this.window.navigator.locks as LockManager | undefined;
    return locks ? locks.request(name, work) : work();
  }

  now(): number {
    return Date.now();
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}
