import { type MediaState, type PeerView } from '@parlour/contracts';
import { type Encoding } from '../peer/encoding';
import { type PeerState } from '../peer/remote-peer';
import { type SlotName } from '../peer/slots';
import { type ParticipantId } from '../ports';
import { Cell } from '../rx/behavior';
import { FakeClock } from '../testing/fake-clock';
import { reportOf, type Traffic } from '../testing/fake-stats';
import { type MeasuredPeer } from './known-peer';
import { QualityController } from './quality-controller';

/** A peer whose connection carries what a test says. */
class StatsPeer implements MeasuredPeer {
  readonly state$ = new Cell<PeerState>({ kind: 'connected', problem: null });
  readonly shown$ = new Cell<PeerView | null>(null);
  readonly set: [SlotName, Encoding][] = [];
  traffic: Partial<Traffic> = {};
  /** Seconds since its connection began. */
  age = 0;

  setEncoding(slot: SlotName, encoding: Encoding): Promise<void> {
    this.set.push([slot, encoding]);
    return Promise.resolve();
  }

  getStats(): Promise<RTCStatsReport | null> {
    this.age += 2;
    return Promise.resolve(reportOf({ second: this.age, packets: this.age * 50, ...this.traffic }));
  }

  latest(slot: SlotName): Encoding | undefined {
    return this.set.findLast(([name]) => name === slot)?.[1];
  }
}

function world(ids: readonly ParticipantId[] = ['ben']) {
  const clock = new FakeClock();
  const peers = new Map(ids.map((id) => [id, new StatsPeer()]));
  const peers$ = new Cell<ReadonlyMap<ParticipantId, StatsPeer>>(peers);
  const media$ = new Cell<MediaState>({ microphone: true, camera: true, screen: false });
  const active$ = new Cell(false);
  const controller = new QualityController({ peers$, media$, active$, clock });
  const peer = (id: ParticipantId): StatsPeer => peers$.value.get(id) ?? new StatsPeer();
  return { clock, peers$, media$, active$, controller, peer };
}

describe('the quality of a call', () => {
  it('is set before anything is known of the way, small at first, and not again while nothing changes', async () => {
    const { clock, peer } = world();
    const begun = { active: true, maxBitrate: 1_200_000, scaleResolutionDownBy: 540 / 180 };
    expect(peer('ben').latest('camera')).toMatchObject(begun);
    await clock.advance(2_000);
    expect(peer('ben').latest('camera')).toMatchObject({ ...begun, scaleResolutionDownBy: 1 });
    const { length } = peer('ben').set;

    await clock.advance(20_000);

    expect(peer('ben').set).toHaveLength(length);
  });

  it('follows at once what the other side shows, who else is there, what we send and whether we have the floor', () => {
    const { peers$, media$, active$, peer } = world();
    const ben = peer('ben');

    ben.shown$.set({ camera: null, screen: null });
    expect(ben.latest('camera')).toEqual({ active: false });
    ben.shown$.set({ camera: 1_000, screen: null });
    expect(ben.latest('camera')?.active).toBe(true);

    peers$.set(
      new Map(['ben', 'cem', 'dora', 'eli'].map((id) => [id, id === 'ben' ? ben : new StatsPeer()])),
    );
    expect(ben.latest('camera')?.maxBitrate).toBe(800_000);
    active$.set(true);
    expect(ben.latest('camera')?.maxBitrate).toBe(860_000);

    ben.shown$.set({ camera: 1_000, screen: 1_000 });
    media$.set({ microphone: true, camera: true, screen: true });
    expect(ben.latest('screen')).toMatchObject({ active: true, scaleResolutionDownBy: 1 });
  });

  it('is told for each peer every two seconds, and no longer for one who left', async () => {
    const { clock, peers$, controller, peer } = world(['ben', 'cem']);
    expect(controller.quality$.value.size).toBe(0);

    peer('ben').traffic = { bitrate: 500_000, remote: 'relay' };
    await clock.advance(4_000);
    expect(controller.quality$.value.get('ben')).toMatchObject({
      bars: 4,
      route: 'relayed',
      roundTripMs: 50,
      inbound: { camera: { bitrate: 500_000 } },
    });

    peers$.set(new Map([['cem', peer('cem')]]));
    expect([...controller.quality$.value.keys()]).toEqual(['cem']);
  });

  it('goes down on a way that turns out to be thin, and says why', async () => {
    const { clock, controller, peer } = world();
    await clock.advance(20_000);
    peer('ben').traffic = { available: 300_000, limited: 'bandwidth' };
    await clock.advance(4_000);

    expect(peer('ben').latest('camera')).toMatchObject({
      active: true,
      maxBitrate: 210_000,
      maxFramerate: 20,
    });
    expect(controller.quality$.value.get('ben')?.limited).toBe('bandwidth');
  });

  it('leaves only the voice where there is no room for more', async () => {
    const { clock, peer } = world();
    await clock.advance(20_000);
    peer('ben').traffic = { available: 50_000, limited: 'bandwidth' };
    await clock.advance(4_000);

    expect(peer('ben').latest('camera')).toEqual({ active: false });
    expect(peer('ben').latest('microphone')).toMatchObject({ active: true, priority: 'high' });
  });

  it('goes down for everybody when the processor cannot keep up', async () => {
    const { clock, controller, peer } = world(['ben', 'cem']);
    await clock.advance(2_000);
    const before = peer('cem').latest('camera')?.scaleResolutionDownBy ?? 0;
    peer('ben').traffic = { limited: 'cpu' };
    await clock.advance(4_000);

    expect(peer('cem').latest('camera')?.scaleResolutionDownBy).toBeGreaterThan(before);
    expect(controller.quality$.value.get('cem')?.limited).toBe('cpu');
  });

  it('asks nothing of a way that was replaced by another one', async () => {
    const { clock, controller, peer } = world();
    await clock.advance(20_000);
    peer('ben').traffic = { available: 300_000, limited: 'bandwidth' };
    await clock.advance(4_000);
    Object.assign(peer('ben'), { age: 0, traffic: {} });
    await clock.advance(2_000);

    expect(controller.quality$.value.get('ben')?.limited).toBeNull();
    expect(peer('ben').latest('camera')?.maxBitrate).toBe(1_200_000);
  });

  it('divides nothing among those who cannot be reached', async () => {
    const { clock, peer } = world(['ben', 'cem', 'dora']);
    expect(peer('ben').latest('camera')?.maxBitrate).toBe(1_160_000);
    peer('cem').state$.set({ kind: 'unreachable', problem: null });
    await clock.advance(2_000);
    expect(peer('ben').latest('camera')?.maxBitrate).toBe(1_200_000);
  });

  it('is read on although the statistics of one cannot be had', async () => {
    const { clock, controller, peer } = world(['ben', 'cem']);
    peer('ben').getStats = () => Promise.reject(new Error('closed'));
    await clock.advance(4_000);

    expect(controller.quality$.value.get('ben')).toMatchObject({ route: null, audioLoss: null });
    expect(controller.quality$.value.get('cem')?.route).toBe('direct');
  });

  it('leaves nothing running after the end', async () => {
    const { clock, peers$, media$, active$, controller, peer } = world();
    await clock.advance(2_000);
    controller.close();

    expect(clock.pending).toBe(0);
    expect([peers$, media$, active$, peer('ben').shown$].some(({ observed }) => observed)).toBe(false);
  });

  it('leaves nothing running when it ends in the middle of a reading', async () => {
    const { clock, controller, peer } = world();
    let answer: (report: RTCStatsReport | null) => void = () => undefined;
    peer('ben').getStats = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(2_000);
    controller.close();
    answer(null);
    await clock.advance(0);

    expect(clock.pending).toBe(0);
  });
});
