import { type Clock } from '../ports';

export interface Rate {
  /** So many at once. */
  readonly burst: number;
  /** And so many a second in the long run. */
  readonly perSecond: number;
}

/** Says of each thing that happens whether it is still within the rate. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly rate: Rate,
  ) {
    this.tokens = rate.burst;
    this.filledAt = clock.now();
  }

  take(): boolean {
    const now = this.clock.now();
    const { burst, perSecond } = this.rate;
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1_000) * perSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
