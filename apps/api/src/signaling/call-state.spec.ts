import { limits, type Participant } from '@parlour/contracts';
import fc from 'fast-check';
import { type CallEffect, type CallEvent, type CallState, newCall, transition } from './call-state.js';

const media = { microphone: true, camera: true, screen: false };

const participant = (id: string, userId = `user of ${id}`): Participant => ({
  id,
  user: { id: userId, username: userId, displayName: userId, avatar: null },
  joinedAt: '2026-11-21T10:00:00.000Z',
  media,
  handRaisedAt: null,
});

const join = (id: string, userId?: string): CallEvent => ({
  type: 'join',
  participant: participant(id, userId),
  connectionId: `${id}'s socket`,
});

const after = (...events: CallEvent[]): CallState =>
  events.reduce((call, event) => transition(call, event).call, newCall('call'));

const idsIn = (call: CallState) => call.seats.map((seat) => seat.participant.id);

describe('a call', () => {
  it('tells those who are there of a newcomer, who enters only then', () => {
    const { call, effects } = transition(after(join('anna')), join('ben'));
    expect(idsIn(call)).toEqual(['anna', 'ben']);
    expect(effects).toEqual([
      { type: 'joined', participant: participant('ben') },
      { type: 'enter', connectionId: "ben's socket" },
    ]);
  });

  it('has eight seats, and says so to the ninth', () => {
    const full = after(...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => join(id)));
    const step = transition(full, join('i'));
    expect(step.refusal).toBe('call_full');
    expect(step.call).toBe(full);
  });

  it('keeps the seat of a lost connection for its lease, without a word to the others', () => {
    const { call, effects } = transition(after(join('anna'), join('ben')), {
      type: 'connection-lost',
      connectionId: "ben's socket",
    });
    expect(idsIn(call)).toEqual(['anna', 'ben']);
    expect(effects).toEqual([
      { type: 'exit', connectionId: "ben's socket" },
      { type: 'start-lease', participantId: 'ben' },
    ]);
  });

  it('takes somebody up again under the same id, without a word to the others', () => {
    const away = after(join('anna'), join('ben'), { type: 'connection-lost', connectionId: "ben's socket" });
    const { call, effects } = transition(away, {
      type: 'resume',
      participant: participant('ben'),
      connectionId: 'new',
    });
    expect(call.seats[1]).toEqual({ kind: 'present', participant: participant('ben'), connectionId: 'new' });
    expect(effects).toEqual([
      { type: 'stop-lease', participantId: 'ben' },
      { type: 'enter', connectionId: 'new' },
    ]);
  });

  it('tells of a lease that is over, and does not take that participant up again', () => {
    const away = after(join('anna'), join('ben'), { type: 'connection-lost', connectionId: "ben's socket" });
    const { call, effects } = transition(away, { type: 'lease-over', participantId: 'ben' });
    expect(idsIn(call)).toEqual(['anna']);
    expect(effects).toEqual([{ type: 'left', participantId: 'ben', reason: 'disconnected' }]);
    const late: CallEvent = { type: 'resume', participant: participant('ben'), connectionId: 'new' };
    expect(transition(call, late).refusal).toBe('call_not_found');
  });

  it('ignores a lease of somebody who is back', () => {
    const back = after(join('ben'));
    expect(transition(back, { type: 'lease-over', participantId: 'ben' })).toEqual({
      call: back,
      effects: [],
    });
  });

  it('lets a second tab take a seat over, and tells the first', () => {
    const { effects } = transition(after(join('anna')), {
      type: 'resume',
      participant: participant('anna'),
      connectionId: 'second tab',
    });
    expect(effects).toEqual([
      { type: 'exit', connectionId: "anna's socket" },
      { type: 'ended', connectionId: "anna's socket", reason: 'replaced' },
      { type: 'enter', connectionId: 'second tab' },
    ]);
  });

  it('removes all devices of a person at once, also one that is away', () => {
    const both = after(join('phone', 'anna'), join('laptop', 'anna'), join('ben'), {
      type: 'connection-lost',
      connectionId: "phone's socket",
    });
    const { call, effects } = transition(both, { type: 'remove', userId: 'anna' });
    expect(idsIn(call)).toEqual(['ben']);
    expect(effects).toEqual([
      { type: 'stop-lease', participantId: 'phone' },
      { type: 'left', participantId: 'phone', reason: 'removed' },
      { type: 'exit', connectionId: "laptop's socket" },
      { type: 'ended', connectionId: "laptop's socket", reason: 'removed' },
      { type: 'left', participantId: 'laptop', reason: 'removed' },
    ]);
  });

  it('is over for everybody at once when it is closed, also for one who is away', () => {
    const both = after(join('anna'), join('ben'), { type: 'connection-lost', connectionId: "ben's socket" });
    const { call, effects } = transition(both, { type: 'close' });
    expect(idsIn(call)).toEqual([]);
    expect(effects).toEqual([
      { type: 'exit', connectionId: "anna's socket" },
      { type: 'ended', connectionId: "anna's socket", reason: 'over' },
      { type: 'stop-lease', participantId: 'ben' },
    ]);
  });

  it('tells of a new name, once for each device of the person', () => {
    const both = after(join('phone', 'anna'), join('ben'), join('laptop', 'anna'));
    const user = { ...participant('phone', 'anna').user, displayName: 'Anna B.' };
    const { call, effects } = transition(both, { type: 'update-user', user });
    expect(call.seats.map((seat) => seat.participant.user.displayName)).toEqual([
      'Anna B.',
      'user of ben',
      'Anna B.',
    ]);
    expect(effects).toEqual([
      { type: 'updated', participant: { ...participant('phone'), user } },
      { type: 'updated', participant: { ...participant('laptop'), user } },
    ]);
  });

  it('keeps the time of the first raising of a hand, and forgets it when it is lowered', () => {
    const hand = (raisedAt: string | null): CallEvent => ({
      type: 'raise-hand',
      connectionId: "anna's socket",
      raisedAt,
    });
    const raised = transition(after(join('anna'), join('ben')), hand('10:00'));
    const seen = { ...participant('anna'), handRaisedAt: '10:00' };
    expect(raised.effects).toEqual([{ type: 'updated', participant: seen }]);
    expect(transition(raised.call, hand('10:05'))).toEqual({ call: raised.call, effects: [] });
    const lowered = transition(raised.call, hand(null));
    expect(lowered.effects).toEqual([{ type: 'updated', participant: participant('anna') }]);
    expect(transition(lowered.call, hand(null)).effects).toEqual([]);
  });

  it('keeps a raised hand up over a lost connection', () => {
    const away = after(
      join('anna'),
      { type: 'raise-hand', connectionId: "anna's socket", raisedAt: '10:00' },
      { type: 'connection-lost', connectionId: "anna's socket" },
    );
    const { call } = transition(away, {
      type: 'resume',
      participant: participant('anna'),
      connectionId: 'new',
    });
    expect(call.seats[0]?.participant.handRaisedAt).toBe('10:00');
  });

  it.each(['microphone', 'camera', 'screen'] as const)('tells of a change of the %s', (slot) => {
    const changed = { ...media, [slot]: !media[slot] };
    const update: CallEvent = { type: 'update-media', connectionId: "anna's socket", media: changed };
    expect(transition(after(join('anna')), update).effects).toEqual([
      { type: 'updated', participant: { ...participant('anna'), media: changed } },
    ]);
  });

  it('says nothing of a microphone that is on already', () => {
    const update: CallEvent = { type: 'update-media', connectionId: "anna's socket", media };
    expect(transition(after(join('anna')), update).effects).toEqual([]);
  });
});

describe('whatever happens to a call', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
  const connectionId = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11');
  const anyParticipant = fc.tuple(id, fc.boolean()).map(([id, camera]) => ({
    ...participant(id, `user ${id.charCodeAt(0) % 4}`),
    media: { ...media, camera },
  }));
  const event: fc.Arbitrary<CallEvent> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('join' as const), participant: anyParticipant, connectionId }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('resume' as const),
        participant: anyParticipant,
        connectionId,
      }),
    },
    fc.record({ type: fc.constantFrom('leave' as const, 'connection-lost' as const), connectionId }),
    fc.record({
      type: fc.constant('update-media' as const),
      connectionId,
      media: fc.boolean().map((screen) => ({ ...media, screen })),
    }),
    fc.record({
      type: fc.constant('raise-hand' as const),
      connectionId,
      raisedAt: fc.constantFrom('10:00', '10:05', null),
    }),
    fc.record({ type: fc.constant('lease-over' as const), participantId: id }),
    fc.record({
      type: fc.constant('remove' as const),
      userId: fc.constantFrom('user 0', 'user 1', 'user 2', 'user 3'),
    }),
    fc.record({
      type: fc.constant('update-user' as const),
      user: fc
        .tuple(fc.constantFrom('user 0', 'user 1', 'user 2', 'user 3'), fc.string())
        .map(([id, displayName]) => ({ id, username: id, displayName, avatar: null })),
    }),
    fc.constant({ type: 'close' } as const),
  );

  /** What somebody knows who only sees the effects. */
  class Observer {
    readonly inside = new Set<string>();
    readonly leases = new Set<string>();
    readonly roster = new Map<string, Participant>();
    readonly departed = new Set<string>();

    see(effect: CallEffect): void {
      switch (effect.type) {
        case 'enter':
          return void this.inside.add(effect.connectionId);
        case 'exit':
          return void expect(this.inside.delete(effect.connectionId)).toBe(true);
        case 'joined':
          expect(this.roster.has(effect.participant.id)).toBe(false);
          expect(this.departed.has(effect.participant.id)).toBe(false);
          return void this.roster.set(effect.participant.id, effect.participant);
        case 'updated':
          expect(this.roster.has(effect.participant.id)).toBe(true);
          return void this.roster.set(effect.participant.id, effect.participant);
        case 'left':
          this.leases.delete(effect.participantId);
          this.departed.add(effect.participantId);
          return void expect(this.roster.delete(effect.participantId)).toBe(true);
        case 'start-lease':
          expect(this.leases.has(effect.participantId)).toBe(false);
          return void this.leases.add(effect.participantId);
        case 'stop-lease':
          return void expect(this.leases.delete(effect.participantId)).toBe(true);
        case 'ended':
          return void expect(this.inside.has(effect.connectionId)).toBe(false);
      }
    }
  }

  it('its effects tell its state: no seat, lease or connection is lost or doubled', () => {
    const newcomersAreNew = (call: CallState, event: CallEvent) =>
      event.type !== 'join' ||
      !(call.departed.has(event.participant.id) || idsIn(call).includes(event.participant.id));

    fc.assert(
      fc.property(fc.array(event, { maxLength: 60, size: 'max' }), (events) => {
        const observer = new Observer();
        let call = newCall('call');
        for (const event of events) {
          if (!newcomersAreNew(call, event)) continue; // the server makes a new id for each
          const step = transition(call, event);
          if (step.refusal) expect(step).toEqual({ call, effects: [], refusal: step.refusal });
          call = step.call;
          for (const effect of step.effects) observer.see(effect);
          if (event.type === 'close') observer.roster.clear();

          expect(call.seats.length).toBeLessThanOrEqual(limits.meshMaxParticipants);
          const connections = call.seats.flatMap((seat) =>
            seat.kind === 'present' ? [seat.connectionId] : [],
          );
          const away = call.seats.filter((seat) => seat.kind === 'away');
          expect([...observer.inside].sort()).toEqual([...connections].sort());
          expect([...observer.leases].sort()).toEqual(away.map((seat) => seat.participant.id).sort());
          expect([...observer.roster.values()].sort(byId)).toEqual(
            call.seats.map((seat) => seat.participant).sort(byId),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a call that the server forgot is the same again, in whatever order and however often its people come back', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const comebacks = fc
      .tuple(
        fc.shuffledSubarray(people, { minLength: 8 }),
        fc.array(fc.constantFrom(...people), { maxLength: 8 }),
      )
      .chain(([all, again]) =>
        fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
      );
    fc.assert(
      fc.property(comebacks, (order) => {
        const seenBy = new Map<string, Set<string>>(); // as each connection has it, by its connection's id
        let call = newCall('call');
        order.forEach((id, turn) => {
          const connectionId = `${turn}`;
          const step = transition(call, { type: 'resume', participant: participant(id), connectionId });
          call = step.call;
          for (const effect of step.effects) {
            if (effect.type === 'joined') seenBy.forEach((roster) => roster.add(effect.participant.id));
            if (effect.type === 'exit') seenBy.delete(effect.connectionId);
            expect(effect.type).not.toBe('left');
          }
          seenBy.set(connectionId, new Set(idsIn(call)));
        });
        expect(idsIn(call).sort()).toEqual(people);
        expect(seenBy.size).toBe(8);
        for (const roster of seenBy.values()) expect([...roster].sort()).toEqual(people);
      }),
    );
  });

  const byId = (one: Participant, other: Participant) => (one.id < other.id ? -1 : 1);
});
