/** What came of one item: its own result, or its own failure. */
export type Outcome<R> = { readonly value: R } | { readonly error: unknown };

interface Item<T, R> {
  readonly item: T;
  readonly resolve: (value: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Work that takes its turn among the items. It never rejects. */
interface Turn {
  readonly run: () => Promise<void>;
}

export interface GroupCommitOptions<T, R> {
  /** Stores a batch, in order; one outcome for each item, in the same order. Throws where it can tell nothing. */
  readonly commit: (items: readonly T[]) => Promise<readonly Outcome<R>[]>;
  /** No two items of one batch have the same key: the later one waits for the next batch, and sees the first there. */
  readonly sameKey: (item: T) => string;
  readonly batchMaxItems: number;
  /** Over this nothing is accepted. */
  readonly waitingMaxItems: number;
  readonly overloaded: () => Error;
}

/**
 * Commits in groups: one batch is under way at a time, and what arrives meanwhile is the next. An idle one does
 * not wait, a busy one pays for one transaction what many would have cost, and the order of arrival is kept.
 */
export class GroupCommit<T, R> {
  private waiting: (Item<T, R> | Turn)[] = [];
  private working: Promise<void> | undefined;

  constructor(private readonly options: GroupCommitOptions<T, R>) {}

  submit(item: T): Promise<R> {
    return new Promise((resolve, reject) => this.enqueue({ item, resolve, reject }, reject));
  }

  /** Does other work in its turn: behind everything that was submitted before, and before everything that is submitted later. */
  inTurn<V>(work: () => Promise<V>): Promise<V> {
    return new Promise((resolve, reject) =>
      this.enqueue({ run: () => work().then(resolve, reject) }, reject),
    );
  }

  /** Resolves when everything that was submitted is settled. */
  async drained(): Promise<void> {
    await this.working;
  }

  private enqueue(entry: Item<T, R> | Turn, reject: (error: unknown) => void): void {
    if (this.waiting.length >= this.options.waitingMaxItems) return reject(this.options.overloaded());
    this.waiting.push(entry);
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
      if ('run' in first) {
        this.waiting.shift();
        await first.run();
      } else {
        await this.commit(this.nextBatch());
      }
    }
    this.working = undefined;
  }

  /** Up to the next turn of other work. */
  private nextBatch(): readonly Item<T, R>[] {
    const batch = new Map<string, Item<T, R>>();
    const later: (Item<T, R> | Turn)[] = [];
    for (const [index, waiting] of this.waiting.entries()) {
      if ('run' in waiting) {
        later.push(...this.waiting.slice(index));
        break;
      }
      const key = this.options.sameKey(waiting.item);
      if (batch.size >= this.options.batchMaxItems || batch.has(key)) later.push(waiting);
      else batch.set(key, waiting);
    }
    this.waiting = later;
    return [...batch.values()];
  }

  private async commit(batch: readonly Item<T, R>[]): Promise<void> {
    try {
      const outcomes = await this.options.commit(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome && 'value' in outcome) resolve(outcome.value);
        else reject(outcome?.error ?? new Error('The commit has no outcome for this item'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
