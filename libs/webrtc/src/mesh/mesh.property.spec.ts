import { type PeerView } from '@parlour/contracts';
import fc from 'fast-check';
import { FakeCall, faultsBetween, leftoversOf, nothingLeft, peerOf, type FakeParticipant } from '../testing';

const ids = ['a', 'b', 'c'] as const;

/** Lengths of time that messages and browsers take, one after the other, over and over. */
const durations = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 40 });
const who = fc.constantFrom(...ids);
const at = fc.integer({ min: 0, max: 3_000 });

/** Who joins when. */
const joins = fc
  .record({ people: fc.integer({ min: 2, max: 3 }), times: fc.tuple(at, at, at) })
  .chain(({ people, times }) =>
    fc
      .shuffledSubarray([...ids], { minLength: people, maxLength: people })
      .map((order) => order.map((id, index) => ({ id, at: times[index] ?? 0 }))),
  );

const disturbance = fc.record({
  at: fc.integer({ min: 0, max: 20_000 }),
  who,
  other: who,
  what: fc.constantFrom(
    'camera off',
    'camera on',
    'microphone off',
    'microphone on',
    'screen off',
    'screen on',
    'look',
    'network',
    'relay',
    'no credentials',
    'late credentials',
    'nonsense',
    'forgery',
    'restart',
    'cut',
    'mend',
    'drop',
    'return',
    'reload',
    'lose',
    'refuse',
  ),
});
type Disturbance = typeof disturbance extends fc.Arbitrary<infer T> ? T : never;

function cycle(values: readonly number[]): () => number {
  let index = 0;
  return () => values[index++ % values.length] ?? 0;
}

class Stage {
  readonly call = new FakeCall();
  readonly people = new Map<string, FakeParticipant>();
  private readonly away = new Set<string>();
  private losing = 0;
  private refusing = 0;

  constructor(travels: readonly number[], operations: readonly number[]) {
    this.call.travelMs = cycle(travels);
    this.call.routes.operationMs = cycle(operations);
    this.call.routes.rejectsAtClose = operations.length % 2 === 0;
    this.call.loses = () => this.losing-- > 0;
    this.call.routes.refuse = () => this.refusing-- > 0;
  }

  join(id: string): void {
    this.people.set(id, this.call.join(id));
  }

  disturb({ who: id, other, what }: Disturbance): void {
    const person = this.people.get(id);
    if (!person) return;
    switch (what) {
      case 'camera off':
        return void person.media.setCamera(false);
      case 'camera on':
        return void person.media.setCamera(true);
      case 'microphone off':
        return void person.media.setMicrophone(false);
      case 'microphone on':
        return void person.media.setMicrophone(true);
      case 'screen off':
        return person.media.stopScreen();
      case 'screen on':
        return void person.media.startScreen();
      case 'look':
        return this.look(id, { camera: 180, screen: null });
      case 'network':
        return person.mesh.handleNetworkChanged();
      case 'relay':
        return this.call.relayOnly.set(!this.call.relayOnly.value);
      case 'no credentials':
        this.call.ice.answer = () => Promise.reject(new Error('away'));
        return;
      case 'late credentials':
        this.call.ice.answer = () => new Promise((resolve) => this.call.clock.schedule(5_000, resolve));
        return;
      case 'nonsense':
        person.mesh.handleSignal(other, { type: 'answer', sdp: 'rubbish', revision: 1 });
        return person.mesh.handleSignal(other, { type: 'offer', sdp: 'rubbish', revision: 1 });
      case 'forgery':
        return person.mesh.handleSignal(other, {
          type: 'offer',
          sdp: 'o=- 999 1 IN IP4 0.0.0.0',
          revision: 1,
        });
      case 'restart':
        for (const connection of this.call.routes.openConnectionsOf(id)) connection.restartIce();
        return;
      case 'cut':
        return this.call.routes.cut(id, other);
      case 'mend':
        return this.call.routes.mend(id, other);
      case 'drop':
        this.away.add(id);
        return this.call.loseSocket(person);
      case 'return':
        return this.comeBack(id);
      case 'reload':
        this.away.delete(id);
        return void this.people.set(id, this.call.reload(person));
      case 'lose':
        this.losing = 3;
        return;
      case 'refuse':
        this.refusing = 2;
        return;
    }
  }

  /** Tells everybody whom somebody is connected with how they are shown. */
  look(id: string, seen: PeerView): void {
    for (const peer of this.people.get(id)?.mesh.peers$.value.values() ?? []) peer.setView(seen);
  }

  /** What somebody shows of whom, as the other one knows it. */
  get shown(): (PeerView | null)[] {
    const people = [...this.people.values()];
    return people.flatMap((me) =>
      people.filter((other) => other !== me).map((other) => peerOf(me, other).shown$.value),
    );
  }

  /** The end of all disturbance. */
  calm(): void {
    this.call.ice.answer = () => Promise.resolve();
    this.losing = 0;
    this.refusing = 0;
    for (const one of ids) for (const other of ids) this.call.routes.mend(one, other);
    for (const id of [...this.away]) this.comeBack(id);
  }

  async closeAll(): Promise<void> {
    for (const { mesh, media } of this.people.values()) {
      mesh.close();
      media.close();
    }
    await this.call.advance(2_000);
  }

  get leftovers(): object {
    return leftoversOf(this.call, [...this.people.values()]);
  }

  private comeBack(id: string): void {
    const person = this.people.get(id);
    if (person && this.away.delete(id)) this.call.resume(person);
  }
}

/** Runs what is to happen, each at its time. */
async function play(stage: Stage, plan: readonly { at: number; run: () => void }[]): Promise<void> {
  for (const { at: time, run } of [...plan].sort((one, other) => one.at - other.at)) {
    await stage.call.advance(Math.max(0, time - stage.call.clock.now()));
    run();
  }
}

describe('meshes of two and three people, however their messages interleave', () => {
  it('connect every pair by one offer, with every track in its place, and leave nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(joins, durations, durations, async (people, travels, operations) => {
        const stage = new Stage(travels, operations);
        await play(
          stage,
          people.map(({ id, at: time }) => ({
            at: time,
            run: () => {
              stage.join(id);
            },
          })),
        );
        await stage.call.advance(6_000);

        expect(faultsBetween(stage.call, [...stage.people.values()])).toEqual([]);
        const offers = stage.call.signals.filter(({ signal }) => signal.type === 'offer');
        expect(offers).toHaveLength((people.length * (people.length - 1)) / 2);

        await stage.closeAll();
        expect(stage.leftovers).toEqual(nothingLeft);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('come to rest, connected, after any disturbance: glare, loss, cuts, lost sockets, reloads, refusals, forgeries', async () => {
    await fc.assert(
      fc.asyncProperty(
        joins,
        durations,
        durations,
        fc.array(disturbance, { maxLength: 12 }),
        async (people, travels, operations, disturbances) => {
          const stage = new Stage(travels, operations);
          await play(stage, [
            ...people.map(({ id, at: time }) => ({
              at: time,
              run: () => {
                stage.join(id);
              },
            })),
            ...disturbances.map((each) => ({
              at: each.at,
              run: () => {
                stage.disturb(each);
              },
            })),
          ]);
          stage.calm();
          await stage.call.advance(120_000);

          expect(faultsBetween(stage.call, [...stage.people.values()])).toEqual([]);
          const seen = { camera: 720, screen: 1_080 };
          for (const id of stage.people.keys()) stage.look(id, seen);
          await stage.call.advance(1_000);
          expect(stage.shown.filter((shown) => shown?.camera !== seen.camera)).toEqual([]);

          await stage.closeAll();
          expect(stage.leftovers).toEqual(nothingLeft);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('leave nothing behind when they are closed at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(joins, durations, durations, at, async (people, travels, operations, closing) => {
        const stage = new Stage(travels, operations);
        await play(
          stage,
          people.map(({ id, at: time }) => ({
            at: time,
            run: () => {
              stage.join(id);
            },
          })),
        );
        await stage.call.advance(closing);

        await stage.closeAll();
        expect(stage.leftovers).toEqual(nothingLeft);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
