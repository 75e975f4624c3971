import { Clock } from '../src/clock/clock.js';

interface Alarm {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until the test moves it. */
export class ManualClock extends Clock {
  private alarms: Alarm[] = [];
  private nowMs: number;

  constructor(startsAt: Date = new Date()) {
    super();
    this.nowMs = startsAt.getTime();
  }

  now(): Date {
    return new Date(this.nowMs);
  }

  after(ms: number, call: () => void): () => void {
    const alarm: Alarm = { at: this.nowMs + ms, call };
    this.alarms.push(alarm);
    return () => (this.alarms = this.alarms.filter((other) => other !== alarm));
  }

  /** Lets that much time pass, and with it whatever falls due, in order: also what is asked for on the way. */
  advance(ms: number): void {
    const end = this.nowMs + ms;
    for (;;) {
      const [next] = this.alarms.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      this.nowMs = Math.max(this.nowMs, next.at);
      next.call();
    }
    this.nowMs = end;
  }
}
