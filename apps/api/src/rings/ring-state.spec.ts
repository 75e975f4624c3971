import fc from 'fast-check';
import { boardAfterRestart, mayRecover, type Ring } from './ring-board.js';
import { ringOf, World } from './testing/ring-world.js';

const pairOf = ({ caller, callee }: Ring) => [caller.id, callee.id].sort().join();

/** What holds at every moment, whatever has happened. */
function expectOrder(world: World): void {
  const { board, seats, ringing } = world;
  const open = [...board.rings.values()];
  const pairs = open.map(({ ring }) => pairOf(ring));
  expect(new Set(pairs).size).toBe(pairs.length); // never two calls between one pair

  const inRinging = open.filter(({ phase }) => phase.name === 'ringing');
  expect([...ringing].sort()).toEqual(inRinging.map(({ ring }) => ring.id).sort()); // no device left ringing
  for (const { ring } of inRinging) {
    expect(seats.get(ring.callId)?.people).toContain(ring.caller.id); // nobody rings who is gone
    expect([...seats.values()].some(({ people }) => people.includes(ring.callee.id))).toBe(false); // or is talking
  }
  for (const { ring, phase } of open) {
    if (phase.name !== 'answered' || phase.awaited) continue;
    expect(seats.get(ring.callId)?.people).toEqual(expect.arrayContaining([ring.caller.id, ring.callee.id]));
  }
  for (const [callId, { kind, people }] of seats) {
    if (kind === 'direct') expect(world.blocked.has([...people].sort().join())).toBe(false); // nor with whom one blocks
    if (kind === 'room' || people.length > 1 || mayRecover(board, callId)) continue;
    const pending = open.filter(({ ring, phase }) => ring.callId === callId && phase.name !== 'answered');
    expect(pending).not.toEqual([]); // no caller left waiting for nobody
  }
  for (const { id } of world.begun) expect(board.rings.has(id) && world.outcomes.has(id)).toBe(false);
}

const names = ['anna', 'ben', 'cem', 'dora'] as const;
const someone = fc.constantFrom(...names);
const which = fc.nat({ max: 30 });
const flag = fc.boolean();

type Act = (world: World) => void;

/** Of the rings so far, or of the calls in which somebody sits. */
const ringAt = (world: World, index: number): Ring | undefined => world.begun.at(-1 - (index % 4));
const callAt = (world: World, index: number): string | undefined =>
  [...world.seats.keys()][index % Math.max(1, world.seats.size)];

const onRing =
  (act: (world: World, ring: Ring) => void) =>
  (index: number): Act =>
  (world) => {
    const ring = ringAt(world, index);
    if (ring) act(world, ring);
  };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(someone, someone).map(
      ([a, b]): Act =>
        (world) =>
          world.start(a, b),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(someone, someone, which).map(([a, b, index]): Act => (world) => {
      const callId = callAt(world, index);
      if (callId !== undefined && world.seats.get(callId)?.kind === 'direct') world.start(a, b, callId);
    }),
  },
  {
    weight: 8,
    arbitrary: which.map(onRing((world, ring) => world.store(ring, false))),
  },
  which.map(onRing((world, ring) => world.store(ring, true))),
  which.map(
    onRing((world, ring) => {
      if (world.board.rings.get(ring.id)?.phase.name === 'starting') {
        world.begun.splice(world.begun.indexOf(ring), 1, { ...ring, id: `${ring.id}, which never was` });
        world.tell({ type: 'unstored', ringId: ring.id });
      }
    }),
  ),
  { weight: 5, arbitrary: which.map(onRing((world, ring) => world.answer(ring))) },
  {
    weight: 3,
    arbitrary: fc.tuple(someone, which).map(
      ([a, index]): Act =>
        (world) =>
          world.leave(a, callAt(world, index) ?? ''),
    ),
  },
  fc.tuple(someone, fc.constantFrom('room 1', 'room 2')).map(
    ([a, room]): Act =>
      (world) =>
        world.join(a, room, 'room'),
  ),
  fc.tuple(someone, which).map(([a, index]): Act => (world) => {
    const ring = ringAt(world, index);
    if (ring) world.join(a, ring.callId, 'direct');
  }),
  fc
    .tuple(which, someone, fc.constantFrom('decline' as const, 'cancel' as const))
    .map(([index, userId, type]): Act => (world) => {
      const ring = ringAt(world, index);
      if (ring) world.tell({ type, ringId: ring.id, userId });
    }),
  which.map(onRing((world, { id }) => world.tell({ type: 'timeout', ringId: id }))),
  fc.tuple(someone, someone, flag).map(([a, b, blocked]): Act => (world) => {
    if (a === b) return;
    if (blocked) world.blocked.add([a, b].sort().join());
    world.tell({ type: 'parted', userIds: [a, b], blocked });
  }),
  someone.map(
    (userId): Act =>
      (world) =>
        world.tell({ type: 'do-not-disturb', userId }),
  ),
  someone.map((userId): Act => (world) => {
    world.tell({ type: 'account-gone', userId });
    world.leaveAll(userId);
  }),
);

/** All that is on its way arrives, nobody answers, and everybody goes. */
function expectEnd(world: World): void {
  for (const ring of world.begun) world.store(ring, false);
  expectOrder(world);
  for (const { id } of world.begun) world.tell({ type: 'timeout', ringId: id });
  expectOrder(world);
  expect([...world.ringing]).toEqual([]);
  for (const name of names) world.leaveAll(name);
  expectOrder(world);
  expect([...world.board.rings.keys()]).toEqual([]);
  expect([...world.board.calls.keys()]).toEqual([]);
  const ids = world.begun.map(({ id }) => id).filter((id) => !id.endsWith('never was'));
  expect([...world.outcomes.keys()].sort()).toEqual(ids.sort()); // each has ended, once
}

describe('whatever people do to each other by ringing', () => {
  it('a pair has one call at most, no device is left ringing, no caller waiting, and each ring has one outcome', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80, size: 'max' }), (acts) => {
        const world = new World();
        for (const act of acts) {
          act(world);
          expectOrder(world);
        }
        expectEnd(world);
      }),
      { numRuns: 150 },
    );
  });

  it('the same holds after a restart in the middle of calls, whoever comes back', () => {
    const before = [
      { ring: ringOf('one', 'anna', 'ben', 'call 1'), answeredAt: 0 },
      { ring: ringOf('two', 'ben', 'cem', 'call 1'), answeredAt: 0 },
      { ring: ringOf('three', 'anna', 'dora', 'call 2'), answeredAt: 0 },
    ];
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 40, size: 'max' }),
        fc.array(act, { maxLength: 20, size: 'max' }),
        (early, late) => {
          const world = new World(boardAfterRestart(before));
          for (const act of early) {
            act(world);
            expectOrder(world);
          }
          world.tell({ type: 'settled' });
          for (const act of late) {
            act(world);
            expectOrder(world);
          }
          expectEnd(world);
        },
      ),
      { numRuns: 150 },
    );
  });
});
