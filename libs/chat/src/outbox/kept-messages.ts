import { BehaviorSubject } from 'rxjs';
import { type Behavior } from '../behavior';
import type { Clock, OutboxStorage } from '../ports';
import { type OutgoingMessage } from './outgoing';

/** A storage that does not answer for so long is not asked again: browsers let IndexedDB hang. */
const patienceMs = 5_000;

/**
 * The messages of an outbox, in memory and in the storage that all tabs share. The memory leads: it is never waited for. What the
 * storage refuses lives as long as the tab.
 */
export class KeptMessages {
  private readonly kept = new BehaviorSubject<readonly OutgoingMessage[]>([]);
  private readonly risk = new BehaviorSubject(false);
  /** Not in the storage (yet). */
  private readonly unsaved = new Set<string>();
  /** Still in the storage although they are gone. */
  private readonly unremoved = new Set<string>();
  private lastWrittenAt = 0;
  private loaded = false;
  private hangs = false;
  private work: Promise<unknown> = Promise.resolve();

  /** In the order in which they were written. */
  readonly messages$: Behavior<readonly OutgoingMessage[]> = this.kept;
  /** Whether something would be lost with this tab. */
  readonly atRisk$: Behavior<boolean> = this.risk;

  constructor(
    private readonly storage: OutboxStorage,
    private readonly clock: Clock,
  ) {}

  has(clientMessageId: string): boolean {
    return this.kept.value.some((message) => message.clientMessageId === clientMessageId);
  }

  add(message: Omit<OutgoingMessage, 'writtenAt'>): void {
    this.lastWrittenAt = Math.max(this.clock.now(), this.lastWrittenAt + 1);
    const added = { ...message, writtenAt: this.lastWrittenAt };
    this.set([...this.kept.value, added]);
    void this.save(added);
  }

  /** `sending` stays in memory: after a reload nobody is sending. */
  change(clientMessageId: string, change: Pick<OutgoingMessage, 'state' | 'failure'>): void {
    const found = this.kept.value.find((message) => message.clientMessageId === clientMessageId);
    if (!found) return;
    const changed = { ...found, ...change };
    this.set(this.kept.value.map((message) => (message === found ? changed : message)));
    if (change.state !== 'sending' && (found.state === 'failed' || change.state === 'failed')) {
      void this.save(changed);
    }
  }

  /** @returns whether it was still there. */
  remove(clientMessageId: string): boolean {
    if (!this.has(clientMessageId)) return false;
    this.unsaved.delete(clientMessageId);
    this.set(this.kept.value.filter((message) => message.clientMessageId !== clientMessageId));
    this.unremoved.add(clientMessageId);
    void this.erase(clientMessageId);
    return true;
  }

  /** Takes over what other tabs have written, sent and discarded. */
  async refresh(): Promise<void> {
    const stored = await this.inTurn(() => this.storage.load());
    if (stored === null) return;
    this.place(stored);
    const byId = new Map(stored.map((message) => [message.clientMessageId, message]));
    const own = this.kept.value.flatMap((message) => {
      if (message.state === 'sending' || this.unsaved.has(message.clientMessageId)) return [message];
      const other = byId.get(message.clientMessageId);
      return other ? [other] : [];
    });
    const known = new Set(own.map(({ clientMessageId }) => clientMessageId));
    const adopted = stored.filter(
      ({ clientMessageId }) => !known.has(clientMessageId) && !this.unremoved.has(clientMessageId),
    );
    for (const { clientMessageId } of stored) {
      if (this.unremoved.has(clientMessageId)) void this.erase(clientMessageId);
    }
    this.set([...own, ...adopted].sort(byTime));
  }

  /** What was written before anything was read stands behind what was there, also where the device's clock went back. */
  private place(stored: readonly OutgoingMessage[]): void {
    if (this.loaded) return;
    this.loaded = true;
    const before = new Set(stored.map(({ clientMessageId }) => clientMessageId));
    const latest = Math.max(0, ...stored.map(({ writtenAt }) => writtenAt));
    const isNew = ({ clientMessageId }: OutgoingMessage): boolean => !before.has(clientMessageId);
    if (this.kept.value.filter(isNew).every(({ writtenAt }) => writtenAt > latest)) return;
    this.lastWrittenAt = Math.max(this.lastWrittenAt, latest);
    const placed = this.kept.value.map((message) =>
      isNew(message) ? { ...message, writtenAt: (this.lastWrittenAt += 1) } : message,
    );
    this.set(placed);
    // The last one first: whenever the tab is lost, what is stored is in order.
    for (const message of placed.filter(isNew).reverse()) void this.save(message);
  }

  private async save(message: OutgoingMessage): Promise<void> {
    const { clientMessageId } = message;
    this.unsaved.add(clientMessageId);
    this.assess();
    const done = await this.inTurn(async () => {
      await this.storage.put(message);
      return true;
    });
    if (done) this.unsaved.delete(clientMessageId);
    this.assess();
  }

  private async erase(clientMessageId: string): Promise<void> {
    const done = await this.inTurn(async () => {
      await this.storage.remove(clientMessageId);
      return true;
    });
    if (done) this.unremoved.delete(clientMessageId);
  }

  private set(messages: readonly OutgoingMessage[]): void {
    this.lastWrittenAt = Math.max(this.lastWrittenAt, messages.at(-1)?.writtenAt ?? 0);
    this.kept.next(messages);
    this.assess();
  }

  private assess(): void {
    const atRisk = this.kept.value.some(({ clientMessageId }) => this.unsaved.has(clientMessageId));
    if (atRisk !== this.risk.value) this.risk.next(atRisk);
  }

  /** One after the other, so that what is read shows all that was written before. @returns null where it failed. */
  private inTurn<T>(task: () => Promise<T>): Promise<T | null> {
    const done = this.work.then(() => this.patiently(task));
    this.work = done;
    return done;
  }

  private patiently<T>(task: () => Promise<T>): Promise<T | null> {
    if (this.hangs) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = this.clock.schedule(patienceMs, () => {
        this.hangs = true;
        resolve(null);
      });
      Promise.resolve()
        .then(task)
        .then(resolve, () => resolve(null))
        .finally(cancel);
    });
  }
}

const byTime = (one: OutgoingMessage, other: OutgoingMessage): number =>
  one.writtenAt - other.writtenAt || one.clientMessageId.localeCompare(other.clientMessageId);
