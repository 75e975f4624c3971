import { Subject } from 'rxjs';
import { type OutgoingMessage } from '../outbox/outgoing';
import type { Lock, OutboxStorage } from '../ports';

export interface FakeBrowserTab {
  readonly storage: OutboxStorage;
  readonly lock: Lock;
  /** What is stored stays. */
  close(): void;
}

/** What the tabs of one browser share: it outlives them. */
export class FakeBrowser {
  readonly stored = new Map<string, OutgoingMessage>();
  /** While set, every access fails with it. */
  failure: Error | null = null;
  /** While set, nothing more can be stored. */
  full = false;
  /** While set, no access is ever answered. */
  hangs = false;
  /** How many tasks hold the lock: never more than one. */
  holders = 0;
  private readonly tabs = new Set<Subject<void>>();
  private turn: Promise<unknown> = Promise.resolve();

  openTab(): FakeBrowserTab {
    const changed$ = new Subject<void>();
    this.tabs.add(changed$);
    let release: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (release = resolve));
    const close = () => {
      this.tabs.delete(changed$);
      release();
    };
    const storage: OutboxStorage = {
      changed$,
      load: () => this.access(() => [...this.stored.values()].reverse()),
      put: (message) => this.write(changed$, () => this.put(message)),
      remove: (clientMessageId) => this.write(changed$, () => this.stored.delete(clientMessageId)),
    };
    return { storage, lock: { run: (task) => this.hold(task, closed) }, close };
  }

  private put(message: OutgoingMessage): void {
    if (this.full) throw new Error('QuotaExceededError');
    this.stored.set(message.clientMessageId, message);
  }

  /** A tab that is closed holds nothing. */
  private hold(task: () => Promise<void>, closed: Promise<void>): Promise<void> {
    const done = this.turn.then(async () => {
      this.holders += 1;
      await Promise.race([task(), closed]).finally(() => (this.holders -= 1));
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async write(tab: Subject<void>, change: () => unknown): Promise<void> {
    await this.access(change);
    for (const other of this.tabs) if (other !== tab) other.next();
  }

  private async access<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.hangs) return new Promise(() => undefined);
    if (this.failure) throw this.failure;
    return work();
  }
}
