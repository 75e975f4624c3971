import fc from 'fast-check';
import { type PeerEffect, type PeerEvent } from './peer-events';
import { type PeerMachine, type Step } from './peer-state';
import { isPatient, watchOf } from './repair';
import { start, transition } from './transition';

const small = fc.integer({ min: 0, max: 4 });
const sdp = fc.constant('sdp');
const session = fc.constantFrom('1', '2', '');
const revision = small;

/** Anything at any time: what the remote side and the browser may say, also what they should not. */
const anyEvent: fc.Arbitrary<PeerEvent> = fc.oneof(
  fc.record({ kind: fc.constant('offer-received'), sdp, revision, session }),
  fc.record({ kind: fc.constant('answer-received'), sdp, revision, session }),
  fc.record({
    kind: fc.constant('candidate-received'),
    candidate: fc.record({
      candidate: fc.constant('c'),
      sdpMid: fc.constant('0'),
      sdpMLineIndex: fc.constant(0),
      usernameFragment: fc.constant('u'),
    }),
  }),
  fc.record({ kind: fc.constant('negotiation-needed') }),
  fc.record({ kind: fc.constant('offer-made'), revision, sdp }),
  fc.record({ kind: fc.constant('answer-made'), revision, sdp }),
  fc.record({ kind: fc.constant('answer-taken'), revision }),
  fc.record({
    kind: fc.constant('operation-failed'),
    operation: fc.constantFrom('open', 'make-offer', 'take-offer', 'take-answer'),
    revision,
    signalingState: fc.constantFrom('stable', 'have-local-offer', 'have-remote-offer', 'closed'),
    described: fc.boolean(),
    detail: fc.constant('no'),
  }),
  fc.record({
    kind: fc.constant('connection-changed'),
    connectionState: fc.constantFrom('new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'),
  }),
  fc.record({ kind: fc.constant('repair-due') }),
  fc.record({ kind: fc.constant('signaling-restored') }),
  fc.record({ kind: fc.constant('network-changed'), addressChanged: fc.boolean() }),
  fc.record({ kind: fc.constant('replacement-wanted') }),
  fc.record({ kind: fc.constant('signal-dropped') }),
  fc.record({ kind: fc.constant('patience-over') }),
);

const beginning = fc.record({ polite: fc.boolean(), firstMove: fc.constantFrom('offer', 'wait') });
const story = fc.tuple(beginning, fc.array(anyEvent, { maxLength: 60 }));

/** What the effects so far have brought about. */
class Ledger {
  connection: 'open' | 'none' = 'none';
  watching = false;
  patient = false;
  readonly faults: string[] = [];

  note(before: PeerMachine | null, { state, effects }: Step): void {
    for (const effect of effects) this.perform(effect);
    if (before?.kind === 'closed' && effects.length > 0) this.faults.push('something follows on closed');
    if (this.watching !== (watchOf(state) !== null))
      this.faults.push('the watch runs for no reason, or not at all');
    if (this.patient !== isPatient(state)) this.faults.push('the patience runs for no reason, or not at all');
    if (state.kind === 'closed') {
      if (this.connection === 'open') this.faults.push('a connection is left open');
      return;
    }
    const { negotiation, remote } = state;
    const connected = negotiation.kind !== 'waiting';
    if (connected !== (this.connection === 'open'))
      this.faults.push(`${negotiation.kind}, connection ${this.connection}`);
    if (negotiation.kind === 'waiting' && remote.kind === 'known')
      this.faults.push('waiting for somebody known');
    if (negotiation.kind === 'stable' && remote.kind === 'unknown') this.faults.push('stable with nobody');
    if (state.link.kind === 'connected' && !connected) this.faults.push('connected without a connection');
    if (negotiation.kind === 'offered' && negotiation.revision !== state.revision)
      this.faults.push('an old offer');
  }

  private perform(effect: PeerEffect): void {
    switch (effect.kind) {
      case 'open':
        this.connection = 'open';
        return;
      case 'close':
        this.connection = 'none';
        return;
      case 'arm-watch':
        this.watching = true;
        return;
      case 'disarm-watch':
        this.watching = false;
        return;
      case 'arm-patience':
        if (this.patient) this.faults.push('the patience begins anew');
        this.patient = true;
        return;
      case 'disarm-patience':
        this.patient = false;
        return;
      case 'send':
        return;
      default:
        if (this.connection === 'none') this.faults.push(`${effect.kind} without a connection`);
    }
  }
}

function run([{ polite, firstMove }, events]: [
  { polite: boolean; firstMove: 'offer' | 'wait' },
  PeerEvent[],
]): {
  ledger: Ledger;
  state: PeerMachine;
} {
  const ledger = new Ledger();
  let step = start(polite, firstMove);
  ledger.note(null, step);
  for (const event of events) {
    // A timer runs out only if it runs; a connection speaks only if there is one.
    if (event.kind === 'repair-due' && !ledger.watching) continue;
    if (fromConnection(event) && ledger.connection === 'none') continue;
    if (event.kind === 'patience-over' && !ledger.patient) continue;
    if (event.kind === 'repair-due') ledger.watching = false;
    if (event.kind === 'patience-over') ledger.patient = false;
    const before = step.state;
    step = transition(before, event);
    ledger.note(before, step);
  }
  return { ledger, state: step.state };
}

function fromConnection(event: PeerEvent): boolean {
  const others = [
    'offer-received',
    'answer-received',
    'candidate-received',
    'signal-dropped',
    'signaling-restored',
    'network-changed',
    'replacement-wanted',
    'repair-due',
    'patience-over',
    'closed',
  ];
  return !others.includes(event.kind);
}

describe('the transition of a peer, whatever happens in whatever order', () => {
  it('performs only what its connection allows, and watches exactly while something is amiss', () => {
    fc.assert(
      fc.property(story, (events) => {
        expect(run(events).ledger.faults).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('closes to nothing left open, and nothing follows', () => {
    fc.assert(
      fc.property(story, fc.array(anyEvent, { maxLength: 10 }), ([first, events], later) => {
        const { ledger, state } = run([first, [...events, { kind: 'closed' }, ...later]]);
        expect(state).toMatchObject({ kind: 'closed' });
        expect(ledger).toMatchObject({
          connection: 'none',
          watching: false,
          patient: false,
          faults: [],
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('sends no offer that was not made and no answer that was not asked for', () => {
    fc.assert(
      fc.property(story, ([{ polite, firstMove }, events]) => {
        let { state } = start(polite, firstMove);
        for (const event of events) {
          const { state: next, effects } = transition(state, event);
          for (const effect of effects) {
            if (effect.kind !== 'send' || effect.signal.type === 'candidate') continue;
            expect(event.kind).toBe(`${effect.signal.type}-made`);
            expect(state).toMatchObject({ negotiation: { revision: effect.signal.revision } });
          }
          state = next;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('insists on its offer while it is impolite and that is out, whatever is offered by the same session', () => {
    fc.assert(
      fc.property(story, revision, ([{ firstMove }, events], theirRevision) => {
        const { state } = run([{ polite: false, firstMove }, events]);
        if (state.kind !== 'open' || state.negotiation.kind !== 'offered') return;
        const known = state.remote.kind === 'known' ? state.remote.session : '1';
        const offer: PeerEvent = {
          kind: 'offer-received',
          sdp: 'sdp',
          revision: theirRevision,
          session: known,
        };
        const { revision: own } = state.negotiation;
        expect(transition(state, offer)).toEqual({
          state,
          effects: [{ kind: 'resend-offer', revision: own }],
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
