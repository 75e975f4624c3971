import type { Cancel, Clock } from '@parlour/chat';

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** The time of one client: it passes as everywhere, and now and then it leaps. A reload does not set it back. */
export class TrialClock implements Clock {
  private readonly tasks = new Map<Task, NodeJS.Timeout>();

  constructor(public leaptMs = 0) {}

  now(): number {
    return Date.now() + this.leaptMs;
  }

  schedule(delayMs: number, run: () => void): Cancel {
    const task = { at: this.now() + delayMs, run };
    this.arm(task);
    return () => this.disarm(task);
  }

  /** That much time has passed at once, and what was due in it happens now. */
  leap(durationMs: number): void {
    this.leaptMs += durationMs;
    for (const task of [...this.tasks.keys()].sort((one, other) => one.at - other.at)) {
      if (!this.disarm(task)) continue; // one that fired before has cancelled it
      this.arm(task);
    }
  }

  /** The tab is gone, and whatever waited in it. */
  stop(): void {
    for (const task of [...this.tasks.keys()]) this.disarm(task);
  }

  private arm(task: Task): void {
    const fire = () => {
      this.tasks.delete(task);
      task.run();
    };
    const waitMs = task.at - this.now();
    this.tasks.set(task, setTimeout(fire, Math.max(0, waitMs)));
  }

  private disarm(task: Task): boolean {
    clearTimeout(this.tasks.get(task));
    return this.tasks.delete(task);
  }
}
