import type { Rate } from '../config/config.js';
import { ApiError } from '../http/api-error.js';

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

  /** Takes that many, if there are so many. */
  take(count = 1): boolean {
    this.fill();
    if (this.tokens < count) return false;
    this.tokens -= count;
    return true;
  }

  get isFull(): boolean {
    this.fill();
    return this.tokens === this.rate.burst;
  }

  /** Until there are so many again; at least 1, as `retryAfterSeconds` wants it. */
  waitSeconds(count = 1): number {
    return Math.max(1, Math.ceil((count - this.tokens) / this.rate.perSecond));
  }

  private fill(): void {
    const now = this.now();
    const flowedIn = ((now - this.countedAt) / 1_000) * this.rate.perSecond;
    this.tokens = Math.min(this.rate.burst, this.tokens + flowedIn);
    this.countedAt = now;
  }
}

/** A bucket for each of many, forgotten when it is full again. */
export class RatePerKey {
  private readonly buckets = new Map<string, TokenBucket>();
  private sweepAtSize = 1_000;

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes that many. @returns 0, or the seconds until there are so many again. */
  take(key: string, count = 1): number {
    if (this.buckets.size >= this.sweepAtSize) this.sweep();
    const bucket = this.buckets.get(key) ?? new TokenBucket(this.rate, this.now);
    this.buckets.set(key, bucket);
    return bucket.take(count) ? 0 : bucket.waitSeconds(count);
  }

  /** Takes that many for somebody who asks for something. @throws ApiError rate_limited */
  spend(key: string, count = 1): void {
    const retryAfterSeconds = this.take(key, count);
    if (retryAfterSeconds > 0) throw new ApiError('rate_limited', { retryAfterSeconds });
  }

  private sweep(): void {
    for (const [key, bucket] of this.buckets) if (bucket.isFull) this.buckets.delete(key);
    this.sweepAtSize = Math.max(1_000, 2 * this.buckets.size);
  }
}
