import { FakeClock } from '../testing';
import { TokenBucket } from './token-bucket';

describe('a token bucket', () => {
  const takes = (bucket: TokenBucket, tries: number): number =>
    Array.from({ length: tries }, () => bucket.take()).filter(Boolean).length;

  it('gives so many at once, and then as many as time brings', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket(clock, { burst: 5, perSecond: 2 });
    expect(takes(bucket, 1_000)).toBe(5);

    await clock.advance(499);
    expect(takes(bucket, 10)).toBe(0);
    await clock.advance(1_001);
    expect(takes(bucket, 10)).toBe(3);
  });

  it('is never fuller than at the start', async () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket(clock, { burst: 5, perSecond: 2 });
    await clock.advance(3_600_000);
    expect(takes(bucket, 1_000)).toBe(5);
  });
});
