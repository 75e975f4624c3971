import { type RingSound, samplesOf, tones } from './ring-sound';

const rate = 8_000;
const names = Object.keys(tones) as RingSound[];
/** Whether anything is heard within 50 ms from there. */
const isHeard = (samples: Float32Array, atSeconds: number): boolean =>
  samples.subarray(atSeconds * rate, (atSeconds + 0.05) * rate).some((value) => Math.abs(value) > 0.005);

describe('the sounds of ringing', () => {
  it.each(names)(
    '%s is as long as its period, never too loud, and joins its own beginning without a click',
    (name) => {
      const samples = samplesOf(tones[name], rate);
      expect(samples).toHaveLength(tones[name].periodSeconds * rate);
      expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.6);
      expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.01);
      expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01);
    },
  );

  it('are told apart: the ring by two notes, twice, and a breath', () => {
    const ring = samplesOf(tones.ring, rate);
    expect([0.05, 0.35, 0.95, 1.25].map((at) => isHeard(ring, at))).toEqual([true, true, true, true]);
    expect(isHeard(ring, 2.5)).toBe(false);
  });

  it('are told apart: a second of ringing and four of silence, and the short tones of a busy line', () => {
    const ringback = samplesOf(tones.ringback, rate);
    expect([0.5, 1.5, 4].map((at) => isHeard(ringback, at))).toEqual([true, false, false]);
    const busy = samplesOf(tones.busy, rate);
    expect([0.2, 0.7].map((at) => isHeard(busy, at))).toEqual([true, false]);
  });
});
