import { RatePerKey, TokenBucket } from './token-bucket.js';

describe('a token bucket', () => {
  const rate = { perSecond: 10, burst: 3 };

  it('gives a burst at once, then as much as flows in', () => {
    let now = 0;
    const bucket = new TokenBucket(rate, () => now);
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
    now += 100;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  });

  it('holds no more than its burst, however long it rests', () => {
    let now = 0;
    const bucket = new TokenBucket(rate, () => now);
    now += 60_000;
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
  });

  it('says in how many whole seconds to come back', () => {
    const bucket = new TokenBucket({ perSecond: 0.2, burst: 1 }, () => 0);
    bucket.take();
    expect(bucket.waitSeconds()).toBe(5);
  });

  it('takes several at once or none', () => {
    const bucket = new TokenBucket({ perSecond: 2, burst: 10 }, () => 0);
    expect([bucket.take(7), bucket.take(4), bucket.take(3)]).toEqual([true, false, true]);
    expect(bucket.waitSeconds(9)).toBe(5);
  });
});

describe('a rate per key', () => {
  it('limits one without touching another', () => {
    const rates = new RatePerKey({ perSecond: 1, burst: 1 }, () => 0);
    expect([rates.take('anna'), rates.take('anna'), rates.take('ben')]).toEqual([0, 1, 0]);
  });

  it('refuses one who has spent theirs, and says when to come back', () => {
    const rates = new RatePerKey({ perSecond: 0.2, burst: 1 }, () => 0);
    rates.spend('anna');
    const refused = expect.objectContaining({ code: 'rate_limited', details: { retryAfterSeconds: 5 } });
    expect(() => rates.spend('anna')).toThrow(refused);
  });

  it('remembers a limited one when it forgets a thousand others', () => {
    let now = 0;
    const rates = new RatePerKey({ perSecond: 0.001, burst: 1 }, () => now);
    rates.take('anna');
    now += 1_000;
    for (let i = 0; i < 3_000; i++) rates.take(`user ${i}`);
    expect(rates.take('anna')).toBeGreaterThan(0);
  });
});
