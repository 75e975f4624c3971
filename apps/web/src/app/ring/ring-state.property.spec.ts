import { type Ring, ringOutcome } from '@parlour/contracts';
import fc from 'fast-check';
import { anna, ben } from '../core/testing/users';
import {
  type RingEvent,
  type RingState,
  noRings,
  ringing,
  shownIds,
  soundOf,
  transition,
} from './ring-state';
import { ringOf } from './testing/rings';

const incoming = [ringOf(), ringOf(), ringOf()];
const outgoing = [0, 1, 2].map(() => ringOf({ caller: anna, callee: ben }));
const rings = [...incoming, ...outgoing];

const ofIncoming = fc.constantFrom(...incoming);
const ofOutgoing = fc.constantFrom(...outgoing);
const someOf = (all: readonly Ring[]) => fc.subarray([...all]);
const ringId = fc.constantFrom(...rings.map(({ id }) => id));

const event: fc.Arbitrary<RingEvent> = fc.oneof(
  ofIncoming.map((ring): RingEvent => ({ kind: 'rang', ring })),
  fc
    .record({ ringId, outcome: fc.constantFrom(...ringOutcome.options) })
    .map((ended): RingEvent => ({ kind: 'ended', ...ended })),
  fc
    .record({
      asked: fc.subarray(rings.map(({ id }) => id)),
      incoming: someOf(incoming),
      outgoing: someOf(outgoing),
    })
    .map((listed): RingEvent => ({ kind: 'listed', ...listed })),
  fc
    .constantFrom('declined' as const, 'accepted' as const, 'cancelled' as const)
    .chain((kind) => ringId.map((id): RingEvent => ({ kind, ringId: id }))),
  ofIncoming.map((ring): RingEvent => ({ kind: 'answered', ring })),
  fc
    .record({ ringId, isOver: fc.boolean() })
    .map((failed): RingEvent => ({ kind: 'answer-failed', ...failed })),
  fc.constant<RingEvent>({ kind: 'dialled', dialling: { chatId: 'c', userId: ben.id, video: false } }),
  ofOutgoing.map((ring): RingEvent => ({ kind: 'started', ring, isOurs: true })),
  ofIncoming.map((ring): RingEvent => ({ kind: 'started', ring, isOurs: false })),
  ofOutgoing.map((ring): RingEvent => ({ kind: 'invited', ring })),
  fc.constant<RingEvent>({ kind: 'refused', how: 'busy' }),
  fc
    .record({
      callId: fc.option(fc.constantFrom(...rings.map((ring) => ring.callId))),
      cause: fc.constantFrom('left' as const, 'over' as const, 'offline' as const),
    })
    .map((end): RingEvent => ({ kind: 'call-ended', chatId: 'c', seconds: null, ...end })),
  fc.constant<RingEvent>({ kind: 'dismissed' }),
);

const history = fc.array(event, { maxLength: 30 });
const after = (events: readonly RingEvent[]): RingState => events.reduce(transition, noRings);

describe('whatever happens, in whatever order,', () => {
  test('what has ended never rings again', () => {
    fc.assert(
      fc.property(history, ringId, history, (before, id, later) => {
        const states = [after([...before, { kind: 'ended', ringId: id, outcome: 'cancelled' }])];
        for (const next of later) states.push(transition(states.at(-1) ?? noRings, next));
        for (const state of states) expect(shownIds(state)).not.toContain(id);
      }),
    );
  });

  test('every ring is shown once, and the one that is answered is among them', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = after(events);
        expect(new Set(shownIds(state)).size).toBe(shownIds(state).length);
        if (state.answering !== null) expect(shownIds(state)).toContain(state.answering);
      }),
    );
  });

  test('an empty list of everything that is shown leaves no ring, and nothing to be heard but a call on its way', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = after(events);
        const listed = transition(state, {
          kind: 'listed',
          asked: shownIds(state),
          incoming: [],
          outgoing: [],
        });
        expect(shownIds(listed)).toEqual([]);
        expect(soundOf(listed)).toBe(listed.dialling ? 'ringback' : null);
      }),
    );
  });

  test('it sounds like a ring exactly while something waits for an answer', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = after(events);
        expect(soundOf(state) === 'ring').toBe(ringing(state).length > 0);
      }),
    );
  });

  test('hanging up leaves no caller waiting', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...outgoing), (events, { callId }) => {
        const state = after(events);
        const hungUp = transition(state, {
          kind: 'call-ended',
          chatId: 'c',
          callId,
          cause: 'left',
          seconds: null,
        });
        expect(hungUp.outgoing.some((ring) => ring.callId === callId)).toBe(false);
      }),
    );
  });
});
