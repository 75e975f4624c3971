import { type PeerView } from '@parlour/contracts';
import * as fc from 'fast-check';
import { type Encoding } from '../peer/encoding';
import { allot, defaultBudget, type Encodings, type PeerSituation, type Situation } from './upload-policy';

const everything: PeerSituation = { isNew: false, shown: null, relayed: false, ceiling: null };
const media = { microphone: true, camera: true, screen: false };

function situation(peers: readonly PeerSituation[], changes: Partial<Situation> = {}): Situation {
  return {
    budget: defaultBudget,
    peers: new Map(peers.map((peer, index) => [`peer-${index}`, peer])),
    media,
    active: false,
    cpuSteps: 0,
    captureHeight: 720,
    ...changes,
  };
}

const alike = (count: number, changes: Partial<PeerSituation> = {}): PeerSituation[] =>
  Array.from({ length: count }, () => ({ ...everything, ...changes }));

function first(given: Situation): Encodings {
  return [...allot(given).values()][0] ?? {};
}

/** `480p24 at 800 kbit/s` */
function picture(encoding: Encoding | undefined, captureHeight = 720): string {
  if (!encoding?.active) return 'nothing';
  const { scaleResolutionDownBy = 1, maxFramerate, maxBitrate = 0 } = encoding;
  return `${Math.round(captureHeight / scaleResolutionDownBy)}p${maxFramerate} at ${maxBitrate / 1_000}`;
}

const camera = (given: Situation): string => picture(first(given).camera, given.captureHeight);
const screen = (given: Situation): string => picture(first(given).screen, given.captureHeight);
const showing = (height: number | null): PeerView => ({ camera: height, screen: null });

describe('what each is sent of a camera', () => {
  test.each([
    // receivers, while quiet, while having the floor
    [1, '720p30 at 1700', '720p30 at 1700'],
    [2, '720p30 at 1700', '720p30 at 1700'],
    [3, '540p30 at 1160', '720p30 at 1160'],
    [4, '480p24 at 800', '540p30 at 860'],
    [5, '360p20 at 450', '480p24 at 680'],
    [6, '360p20 at 450', '480p24 at 560'],
    [7, '240p15 at 250', '360p20 at 450'],
  ])('is with %i receivers %s, and with the floor %s', (count, quiet, active) => {
    expect(camera(situation(alike(count)))).toBe(quiet);
    expect(camera(situation(alike(count), { active: true }))).toBe(active);
  });

  test.each([
    // shown, sent
    [2_000, '720p30 at 1700'],
    [720, '720p30 at 1700'],
    [541, '720p30 at 1700'],
    [540, '540p30 at 1200'],
    [400, '480p24 at 800'],
    [225, '240p15 at 250'],
    [120, '180p12 at 120'],
    [64, '90p8 at 60'],
    [null, 'nothing'],
  ])('is to somebody who shows it %s pixels high: %s', (height, sent) => {
    expect(camera(situation(alike(1, { shown: showing(height) })))).toBe(sent);
  });

  test.each([
    // what the way carries, sent
    [null, '720p30 at 1700'],
    [1_000_000, '720p30 at 1000'],
    [600_000, '540p30 at 600'],
    [210_000, '360p20 at 210'],
    [70_000, '180p12 at 70'],
    [30_000, '90p8 at 30'],
    [29_999, 'nothing'],
    [0, 'nothing'],
  ])('is on a way that carries %s: %s', (ceiling, sent) => {
    expect(camera(situation(alike(1, { ceiling })))).toBe(sent);
  });

  test.each([
    [0, '540p30 at 1160'],
    [1, '480p24 at 800'],
    [2, '360p20 at 450'],
    [3, '240p15 at 250'],
    [4, '180p12 at 120'],
  ])('is %i steps down for a busy processor: %s', (cpuSteps, sent) => {
    expect(camera(situation(alike(3), { cpuSteps }))).toBe(sent);
  });

  it('stays below 1 Mbit/s by way of a relay, and everybody else keeps theirs', () => {
    const [relayed, direct] = [...allot(situation([{ ...everything, relayed: true }, everything])).values()];
    expect(picture(relayed?.camera)).toBe('720p30 at 960');
    expect(picture(direct?.camera)).toBe('720p30 at 1700');
  });

  it('counts those who do not show it as nobody', () => {
    const hiding = alike(6, { shown: showing(null) });
    expect(camera(situation([everything, ...hiding]))).toBe(camera(situation(alike(1))));
  });

  it('begins small on a connection that is new, with the bits of what follows', () => {
    const [fresh, known] = [...allot(situation([{ ...everything, isNew: true }, everything])).values()];
    expect(picture(fresh?.camera)).toBe('180p30 at 1700');
    expect(picture(known?.camera)).toBe('720p30 at 1700');
    expect(camera(situation(alike(1, { isNew: true, shown: showing(120) })))).toBe('180p12 at 120');
  });

  it('is never larger than what the camera gives', () => {
    expect(camera(situation(alike(1), { captureHeight: 480 }))).toBe('480p24 at 800');
  });
});

describe('what is sent of a screen', () => {
  const sharing = { media: { ...media, screen: true } };

  test.each([
    [1, '720p30 at 2500', '720p30 at 960'],
    [3, '720p15 at 790', '360p20 at 260'],
    [7, '720p15 at 280', '180p12 at 90'],
  ])('is with %i receivers %s, and beside it a camera of %s', (count, ofScreen, ofCamera) => {
    expect(screen(situation(alike(count), sharing))).toBe(ofScreen);
    expect(camera(situation(alike(count), sharing))).toBe(ofCamera);
  });

  it('is never scaled, however little there is', () => {
    for (const ceiling of [null, 500_000, 60_000])
      expect(first(situation(alike(1, { ceiling }), sharing)).screen?.scaleResolutionDownBy).toBe(1);
  });

  it('is little where it is shown small, and nothing where it is not shown', () => {
    const shown = (height: number | null): PeerSituation => ({
      ...everything,
      shown: { camera: null, screen: height },
    });
    expect(screen(situation([shown(900)], sharing))).toBe('720p30 at 2500');
    expect(screen(situation([shown(200)], sharing))).toBe('720p30 at 300');
    expect(screen(situation([shown(null)], sharing))).toBe('nothing');
  });
});

describe('audio', () => {
  it('comes first: a thin way takes pictures before it takes the voice', () => {
    const { microphone, camera: face } = first(situation(alike(1, { ceiling: 0 })));
    expect(microphone).toEqual({ active: true, maxBitrate: 24_000, priority: 'high' });
    expect(face).toEqual({ active: false });
    expect(first(situation(alike(7))).microphone?.maxBitrate).toBe(40_000);
  });

  it('is not taken from by any number of pictures', () => {
    const given = situation(alike(7), { budget: 400_000 });
    for (const { microphone } of allot(given).values()) expect(microphone?.active).toBe(true);
  });
});

describe('the budget', () => {
  const height = fc.option(fc.integer({ min: 1, max: 2_160 }), { nil: null });
  const peer: fc.Arbitrary<PeerSituation> = fc.record({
    isNew: fc.boolean(),
    shown: fc.option(fc.record({ camera: height, screen: height }), { nil: null }),
    relayed: fc.boolean(),
    ceiling: fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null }),
  });
  const anything = fc
    .record({
      peers: fc.array(peer, { maxLength: 7 }),
      budget: fc.integer({ min: 2_000_000, max: 10_000_000 }),
      media: fc.record({ microphone: fc.boolean(), camera: fc.boolean(), screen: fc.boolean() }),
      active: fc.boolean(),
      cpuSteps: fc.integer({ min: 0, max: 4 }),
      captureHeight: fc.integer({ min: 120, max: 2_160 }),
    })
    .map(({ peers, ...changes }) => situation(peers, changes));

  it('is kept whatever is sent to whomever, and each way carries what is sent on it', () => {
    fc.assert(
      fc.property(anything, (given) => {
        let all = 0;
        for (const [id, encodings] of allot(given)) {
          const pictures = sum([encodings.camera, encodings.screen]);
          all += pictures + sum([encodings.microphone, encodings.screenAudio]);
          expect(pictures).toBeLessThanOrEqual(given.peers.get(id)?.ceiling ?? Infinity);
          if (given.peers.get(id)?.relayed) expect(pictures).toBeLessThanOrEqual(1_000_000);
        }
        expect(all).toBeLessThanOrEqual(given.budget * 0.9 + 1);
      }),
    );
  });

  it('never asks a browser for what it refuses', () => {
    fc.assert(
      fc.property(anything, (given) => {
        for (const encodings of allot(given).values())
          for (const { active, maxBitrate = 0, scaleResolutionDownBy = 1 } of Object.values(encodings)) {
            expect(scaleResolutionDownBy).toBeGreaterThanOrEqual(1);
            if (active) expect(maxBitrate).toBeGreaterThanOrEqual(24_000);
          }
      }),
    );
  });
});

function sum(encodings: readonly (Encoding | undefined)[]): number {
  return encodings.reduce(
    (total, encoding) => total + (encoding?.active ? (encoding.maxBitrate ?? 0) : 0),
    0,
  );
}
