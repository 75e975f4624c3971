import type { Rate } from '../config/config.js';

/** A token bucket. It needs no timer: what has flowed in is counted when somebody asks. */
export class TokenBucket {
  private tokens: number;
  private countedAt: number;

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.tokens = rate.burst;
    this.countedAt = now();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    const now = this.now();
    const flowedIn = ((now - this.countedAt) / 1_000) * this.rate.perSecond;
    this.tokens = Math.min(this.rate.burst, this.tokens + flowedIn);
    this.countedAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Until there is one again; at least 1, as `retryAfterSeconds` wants it. */
  get waitSeconds(): number {
    return Math.max(1, Math.ceil((1 - this.tokens) / this.rate.perSecond));
  }
}
