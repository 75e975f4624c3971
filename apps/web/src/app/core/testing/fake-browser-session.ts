import { Subject } from 'rxjs';
import { type BrowserSession, type SessionNews } from '../session/browser-session';

/** The browser side of a session without a browser: a clock that is set by hand, and tabs that are listened to. */
export class FakeBrowserSession implements Pick<BrowserSession, keyof BrowserSession> {
  clockMs = Date.parse('2026-11-21T10:00:00.000Z');
  remembered = false;
  readonly announced: SessionNews[] = [];
  readonly waits: number[] = [];
  readonly otherTabs = new Subject<SessionNews>();
  readonly news$ = this.otherTabs.asObservable();
  /** How many hold the lock that puts the tabs in a row. */
  private queue: Promise<unknown> = Promise.resolve();

  announce(news: SessionNews): void {
    this.announced.push(news);
  }

  hasSession(): boolean {
    return this.remembered;
  }

  remember(signedIn: boolean): void {
    this.remembered = signedIn;
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work, work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  now(): number {
    return this.clockMs;
  }

  wait(ms: number): Promise<void> {
    this.waits.push(ms);
    this.clockMs += ms;
    return Promise.resolve();
  }
}
