import { type Lock, type OutboxStorage, type OutgoingMessage } from '@parlour/chat';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Subject } from 'rxjs';

interface Kept extends DBSchema {
  outbox: {
    key: [userId: string, clientMessageId: string];
    value: { userId: string; message: OutgoingMessage };
  };
}

const allOf = (userId: string): IDBKeyRange => IDBKeyRange.bound([userId], [userId, []]);

async function open(terminated: () => void): Promise<IDBPDatabase<Kept>> {
  return openDB<Kept>('parlour', 1, {
    upgrade: (database) => {
      database.createObjectStore('outbox', { keyPath: ['userId', 'message.clientMessageId'] });
    },
    terminated,
    // Another tab brings a newer version of this page, and waits for us.
    blocking: (_current, _blocked, { target }) => (target as IDBDatabase).close(),
  });
}

/**
 * The unsent messages of one person in IndexedDB, which all tabs share. Every promise rejects where the browser has
 * none to give: in some private windows, and where the person has blocked it.
 */
export class IndexedOutboxStorage implements OutboxStorage {
  private readonly others: BroadcastChannel | null;
  private readonly heard = new Subject<void>();
  private database: Promise<IDBPDatabase<Kept>> | null = null;
  private closed = false;

  readonly changed$ = this.heard.asObservable();

  constructor(private readonly userId: string) {
    this.others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`parlour.outbox.${userId}`) : null;
    this.others?.addEventListener('message', () => this.heard.next());
  }

  async load(): Promise<readonly OutgoingMessage[]> {
    const kept = await (await this.opened()).getAll('outbox', allOf(this.userId));
    return kept.map(({ message }) => message);
  }

  put(message: OutgoingMessage): Promise<void> {
    return this.write((database) => database.put('outbox', { userId: this.userId, message }));
  }

  remove(clientMessageId: string): Promise<void> {
    return this.write((database) => database.delete('outbox', [this.userId, clientMessageId]));
  }

  /** All of this person's, in every tab. */
  forget(): Promise<void> {
    return this.write((database) => database.delete('outbox', allOf(this.userId)));
  }

  close(): void {
    this.closed = true;
    this.others?.close();
    this.database?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  private async write(change: (database: IDBPDatabase<Kept>) => Promise<unknown>): Promise<void> {
    await change(await this.opened());
    if (!this.closed) this.others?.postMessage(null);
  }

  /** What fails once may succeed later: the disk was full. */
  private opened(): Promise<IDBPDatabase<Kept>> {
    const lost = (): void => {
      this.database = null;
    };
    this.database ??= open(lost).catch((error: unknown) => {
      lost();
      throw error;
    });
    return this.database;
  }
}

/** Nothing of this person stays in the browser. Where that fails there was nothing to keep it in. */
export async function forgetOutbox(userId: string): Promise<void> {
  const storage = new IndexedOutboxStorage(userId);
  await storage.forget().catch(() => undefined);
  storage.close();
}

/** Only one tab sends at a time. Web Locks exist on secure origins only; elsewhere the server stores each message once. */
export function outboxLock(userId: string, navigator: Navigator): Lock {
  const locks = navigator.locks as LockManager | undefined;
  return { run: (task) => (locks ? locks.request(`parlour.outbox.${userId}`, task) : task()) };
}
