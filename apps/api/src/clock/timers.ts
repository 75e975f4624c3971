import type { Clock } from './clock.js';

/** Timers that are known by a key: at most one for each. */
export class Timers {
  private readonly callOffs = new Map<string, () => void>();

  constructor(private readonly clock: Clock) {}

  /** In place of the one of that key, if there is one. */
  start(key: string, ms: number, call: () => void): void {
    this.stop(key);
    const end = () => {
      this.callOffs.delete(key);
      call();
    };
    this.callOffs.set(key, this.clock.after(ms, end));
  }

  stop(key: string): void {
    this.callOffs.get(key)?.();
    this.callOffs.delete(key);
  }

  stopAll(): void {
    for (const key of [...this.callOffs.keys()]) this.stop(key);
  }
}
