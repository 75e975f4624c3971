import { appraise, continues } from './appraisal';
import { readStats } from './stats-reading';
import { reportOf, type Traffic } from '../testing/fake-stats';

const at = (second: number, traffic: Partial<Traffic> = {}) => readStats(reportOf({ second, ...traffic }));

describe('what is read from the statistics of a connection', () => {
  it('is how it goes: the route, the time there and back, and what there would be room for', () => {
    expect(at(2, { roundTrip: 0.123, available: 800_000 })).toMatchObject({
      route: 'direct',
      roundTripMs: 123,
      estimate: 800_000,
      captureHeight: 540,
    });
  });

  it('is a relayed route if either side is behind a relay', () => {
    expect(at(2, { local: 'relay' }).route).toBe('relayed');
    expect(at(2, { remote: 'relay' }).route).toBe('relayed');
    expect(at(2, { local: 'srflx', remote: 'prflx' }).route).toBe('direct');
  });

  it('finds the pair in use where no transport names it', () => {
    const report = reportOf({ second: 2 });
    (report as Map<string, unknown>).delete('transport');
    expect(readStats(report).roundTripMs).toBe(50);
  });

  it('is the processor where both the processor and the way hold back', () => {
    expect(at(2, { limited: 'bandwidth' }).limited).toBe('bandwidth');
    expect(at(2, { limited: 'cpu' }).limited).toBe('cpu');
  });

  it('is nothing where there is nothing', () => {
    const nothing = { microphone: null, camera: null, screen: null, screenAudio: null };
    expect(readStats(new Map() as unknown as RTCStatsReport)).toEqual({
      route: null,
      roundTripMs: null,
      estimate: null,
      outboundLoss: null,
      limited: null,
      captureHeight: null,
      inbound: nothing,
      outbound: nothing,
    });
  });
});

describe('what is made of two readings', () => {
  it('is what flows in each slot in between', () => {
    const quality = appraise('connected', [at(0), at(2, { bitrate: 640_000 })], null);
    expect(quality.inbound.camera).toEqual({
      bitrate: 640_000,
      width: 960,
      height: 540,
      framesPerSecond: 24,
      codec: 'VP8',
    });
    expect(quality.outbound.microphone).toEqual({
      bitrate: 32_000,
      width: null,
      height: null,
      framesPerSecond: null,
      codec: 'opus',
    });
    expect(quality.inbound.screen).toBeNull();
  });

  it('is the loss of a voice, unless there are too few packets to say', () => {
    const loss = (lost: number, packets: number) =>
      appraise('connected', [at(0), at(2, { lost, packets })], null).audioLoss;
    expect(loss(5, 95)).toBe(0.05);
    expect(loss(1, 4)).toBeNull();
    expect(loss(-3, 100)).toBe(0);
  });

  it('is nothing across a change of the connection', () => {
    expect(continues(at(2), at(4))).toBe(true);
    expect(continues(at(4), at(0))).toBe(false);
  });
});

describe('the bars', () => {
  const bars = (traffic: Partial<Traffic>, limited: 'bandwidth' | 'cpu' | null = null): number =>
    appraise('connected', [at(0), at(2, traffic)], limited).bars;

  test.each([
    [4, 0, 0.05],
    [4, 1, 0.25],
    [3, 3, 0.05],
    [3, 0, 0.4],
    [2, 8, 0.05],
    [2, 0, 0.8],
    [1, 20, 0.05],
    [1, 0, 1.5],
  ])('are %i at a loss of %i %% and %d s there and back', (expected, lost, roundTrip) => {
    expect(bars({ lost, packets: 100 - lost, roundTrip })).toBe(expected);
  });

  it('are fewer for what the other side misses of us', () => {
    expect(bars({ missed: 0.2 })).toBe(1);
  });

  it('are not all there while the way holds our picture back', () => {
    expect(bars({}, 'bandwidth')).toBe(3);
    expect(bars({}, 'cpu')).toBe(4);
  });

  it('are none without a connection, whatever was read before', () => {
    expect(appraise('interrupted', [at(0), at(2)], null).bars).toBe(0);
  });
});
