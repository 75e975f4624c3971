/** What came of one item: its own result, or its own failure. */
export type Outcome<R> = { readonly value: R } | { readonly error: unknown };

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (value: R) => void;
  readonly reject: (error: unknown) => void;
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
  private waiting: Waiting<T, R>[] = [];
  private working: Promise<void> | undefined;

  constructor(private readonly options: GroupCommitOptions<T, R>) {}

  submit(item: T): Promise<R> {
    if (this.waiting.length >= this.options.waitingMaxItems) return Promise.reject(this.options.overloaded());
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Resolves when everything that was submitted is settled. */
  async drained(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) await this.commit(this.nextBatch());
    this.working = undefined;
  }

  private nextBatch(): readonly Waiting<T, R>[] {
    const batch = new Map<string, Waiting<T, R>>();
    const later: Waiting<T, R>[] = [];
    for (const waiting of this.waiting) {
      const key = this.options.sameKey(waiting.item);
      if (batch.size >= this.options.batchMaxItems || batch.has(key)) later.push(waiting);
      else batch.set(key, waiting);
    }
    this.waiting = later;
    return [...batch.values()];
  }

  private async commit(batch: readonly Waiting<T, R>[]): Promise<void> {
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
