import type { Cancel, Clock } from '../ports';

interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** More turns than any chain of promises in the engine is long. */
const turnsToSettle = 50;

/** Time that passes only when told to. Tasks of the same moment run in the order of their scheduling. */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 4, 2, 10);
  private scheduled = 0;
  private readonly tasks = new Set<Task>();

  /** Tasks that wait: after everything is closed there must be none. */
  get pending(): number {
    return this.tasks.size;
  }

  now(): number {
    return this.time;
  }

  schedule(delayMs: number, run: () => void): Cancel {
    const task = { at: this.time + Math.max(0, delayMs), order: this.scheduled++, run };
    this.tasks.add(task);
    return () => {
      this.tasks.delete(task);
    };
  }

  /** Lets time pass, task by task; promises settle between them. */
  async advance(durationMs: number): Promise<void> {
    const until = this.time + durationMs;
    await settlePromises();
    for (let task = this.next(until); task; task = this.next(until)) {
      this.time = task.at;
      this.tasks.delete(task);
      task.run();
      await settlePromises();
    }
    this.time = until;
  }

  private next(until: number): Task | undefined {
    return [...this.tasks]
      .filter(({ at }) => at <= until)
      .sort((a, b) => a.at - b.at || a.order - b.order)
      .at(0);
  }
}

async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn++) await Promise.resolve();
}
