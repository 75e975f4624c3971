import { type IceCandidate } from '@parlour/contracts';
import { type PeerEffect, type PeerEvent } from './peer-events';
import { view, type PeerMachine } from './peer-state';
import { repairTimes } from './repair';
import { start, transition, type FirstMove } from './transition';

const theirs = { sdp: 'their sdp', revision: 7, session: '1' };
const offerReceived: PeerEvent = { kind: 'offer-received', ...theirs };
const answerMade: PeerEvent = { kind: 'answer-made', revision: 7, sdp: 'our answer' };
const needed: PeerEvent = { kind: 'negotiation-needed' };
const connected: PeerEvent = { kind: 'connection-changed', connectionState: 'connected' };
const disconnected: PeerEvent = { kind: 'connection-changed', connectionState: 'disconnected' };
const failed: PeerEvent = { kind: 'connection-changed', connectionState: 'failed' };
const repairDue: PeerEvent = { kind: 'repair-due' };

function offerMade(revision: number): PeerEvent {
  return { kind: 'offer-made', revision, sdp: 'our offer' };
}

function answerReceived(revision: number, session = '1'): PeerEvent {
  return { kind: 'answer-received', revision, sdp: 'their answer', session };
}

function candidate(name: string): IceCandidate {
  return { candidate: name, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' };
}

/** A peer after these events, and the effects of the last of them. */
function after(
  polite: boolean,
  firstMove: FirstMove,
  ...events: PeerEvent[]
): { state: PeerMachine; effects: string[] } {
  const last = events.reduce((step, event) => transition(step.state, event), start(polite, firstMove));
  return { state: last.state, effects: last.effects.map(inWords) };
}

function inWords(effect: PeerEffect): string {
  switch (effect.kind) {
    case 'send':
      return `send ${effect.signal.type}`;
    case 'arm-watch':
      return `watch ${effect.delayMs} ms`;
    case 'arm-patience':
      return `patience ${effect.delayMs} ms`;
    case 'add-candidate':
      return `add ${effect.candidate.candidate}`;
    case 'open':
      return effect.offering ? 'open to offer' : 'open to answer';
    default:
      return effect.kind;
  }
}

function negotiation(state: PeerMachine): string {
  return state.kind === 'open' ? state.negotiation.kind : state.kind;
}

const impolite = false;
const polite = true;
const answered = [needed, offerMade(1), answerReceived(1), { kind: 'answer-taken', revision: 1 }] as const;

describe('the transition of a peer', () => {
  it('offers, and takes the answer', () => {
    const { effects } = after(impolite, 'offer');
    expect(effects).toEqual(['open to offer', 'watch 10000 ms', 'patience 30000 ms']);

    expect(after(impolite, 'offer', needed).effects).toEqual(['make-offer']);
    expect(after(impolite, 'offer', ...answered.slice(0, 2)).effects).toEqual([
      'send offer',
      'watch 5000 ms',
    ]);
    expect(after(impolite, 'offer', ...answered.slice(0, 3)).effects).toContain('take-answer');
    expect(negotiation(after(impolite, 'offer', ...answered).state)).toBe('stable');
  });

  it('waits for an offer, and answers it', () => {
    expect(after(polite, 'wait', offerReceived).effects.slice(0, 2)).toEqual([
      'open to answer',
      'take-offer',
    ]);
    const { state, effects } = after(polite, 'wait', offerReceived, answerMade);
    expect(effects).toEqual(['send answer']);
    expect(negotiation(state)).toBe('stable');
  });

  it('keeps candidates that come before the first offer, and adds them after it', () => {
    const first: PeerEvent = { kind: 'candidate-received', candidate: candidate('first') };
    const second: PeerEvent = { kind: 'candidate-received', candidate: candidate('second') };
    expect(after(polite, 'wait', first).effects).toEqual([]);

    const { effects } = after(polite, 'wait', first, second, offerReceived);

    expect(effects.slice(0, 4)).toEqual(['open to answer', 'take-offer', 'add first', 'add second']);
  });

  it('keeps candidates that overtake the answer, and adds them after it', () => {
    const early: PeerEvent = { kind: 'candidate-received', candidate: candidate('early') };

    const { effects } = after(impolite, 'offer', needed, offerMade(1), early, answerReceived(1));

    expect(effects.slice(0, 2)).toEqual(['take-answer', 'add early']);
  });

  it('keeps only so many candidates for an offer that never comes', () => {
    const many = Array.from({ length: 1_000 }, (_, index): PeerEvent => {
      return { kind: 'candidate-received', candidate: candidate(`${index}`) };
    });

    expect(after(polite, 'wait', ...many, offerReceived).effects.length).toBeLessThan(200);
  });

  it.each([
    ['preparing', []],
    ['making-offer', [needed]],
    ['offered', [needed, offerMade(1)]],
  ])('ignores a colliding offer while %s, if it is impolite', (kind, events) => {
    const { state, effects } = after(impolite, 'offer', ...events, offerReceived);
    expect(effects).toEqual([]);
    expect(negotiation(state)).toBe(kind);
  });

  it.each([
    ['preparing', []],
    ['making-offer', [needed]],
    ['offered', [needed, offerMade(1)]],
  ])('lets go of its own first offer while %s, if it is polite', (_kind, events) => {
    const { effects } = after(polite, 'offer', ...events, offerReceived);
    expect(effects.slice(0, 2)).toEqual(['open to answer', 'take-offer']);
  });

  it('rolls a later offer back on the connection that there is, if it is polite', () => {
    const { effects } = after(polite, 'offer', ...answered, connected, needed, offerReceived);
    expect(effects).toEqual(['take-offer']);
  });

  it('does not send an offer that has lost, and drops the answer to it', () => {
    expect(after(polite, 'offer', needed, offerReceived, offerMade(1)).effects).toEqual([]);
    expect(after(polite, 'offer', needed, offerMade(1), offerReceived, answerReceived(1)).effects).toEqual(
      [],
    );
  });

  it('drops an answer to an offer before the latest', () => {
    const { state, effects } = after(impolite, 'offer', ...answered, needed, offerMade(2), answerReceived(1));
    expect(effects).toEqual([]);
    expect(negotiation(state)).toBe('offered');
  });

  it('takes an offer while it takes an answer: that is no collision', () => {
    const { effects } = after(impolite, 'offer', needed, offerMade(1), answerReceived(1), offerReceived);
    expect(effects).toEqual(['take-offer']);
  });

  it('answers an offer once that is said twice', () => {
    expect(after(polite, 'wait', offerReceived, offerReceived).effects).toEqual([]);
  });

  it('replaces its connection when the other side has another one, even if it is impolite', () => {
    const other: PeerEvent = { kind: 'offer-received', sdp: 'new', revision: 1, session: '2' };
    const { state, effects } = after(impolite, 'offer', ...answered, connected, needed, offerMade(2), other);
    expect(effects.slice(0, 2)).toEqual(['open to answer', 'take-offer']);
    expect(view(state).kind).toBe('interrupted');
  });

  it('offers anew when the answer comes from another connection than before', () => {
    const { effects } = after(
      impolite,
      'offer',
      ...answered,
      connected,
      needed,
      offerMade(2),
      answerReceived(2, '2'),
    );
    expect(effects[0]).toBe('open to offer');
  });

  it('passes over descriptions that name no connection, and says so', () => {
    const { state, effects } = after(
      impolite,
      'offer',
      ...answered,
      connected,
      needed,
      offerMade(2),
      answerReceived(2, ''),
    );
    expect(effects).toEqual([]);
    expect(view(state)).toMatchObject({ kind: 'connected', problem: { kind: 'refused' } });
  });

  it('has no problem any more once it is connected', () => {
    const trouble = after(impolite, 'offer', ...answered, connected, failed);
    expect(view(trouble.state)).toEqual({ kind: 'interrupted', problem: { kind: 'no-route' } });
    expect(view(transition(trouble.state, connected).state)).toEqual({ kind: 'connected', problem: null });
  });

  it('is watched until it is connected, and then no more', () => {
    expect(after(impolite, 'offer', ...answered, connected).effects).toEqual([
      'disarm-watch',
      'disarm-patience',
    ]);
    const unanswered = after(impolite, 'offer', ...answered, connected, needed, offerMade(2));
    expect(unanswered.effects).toEqual(['send offer', 'watch 5000 ms']);
  });

  it('waits 2 s for a lost connection to heal, the polite side longer, so that one begins', () => {
    expect(after(impolite, 'offer', ...answered, connected, disconnected).effects).toContain('watch 2000 ms');
    expect(after(polite, 'offer', ...answered, connected, disconnected).effects).toContain('watch 5000 ms');
  });

  it('restarts ICE at once after a failure, then with growing patience, and then on a new connection', () => {
    const events: PeerEvent[] = [...answered, connected, failed];
    expect(after(impolite, 'offer', ...events).effects).toContain('watch 0 ms');

    const seen = repairTimes.retriesMs.map(() => {
      events.push(repairDue);
      return after(impolite, 'offer', ...events).effects;
    });
    expect(seen).toEqual([
      ['restart-ice', 'watch 5000 ms'],
      ['restart-ice', 'watch 10000 ms'],
      ['restart-ice', 'watch 15000 ms'],
    ]);
    expect(after(impolite, 'offer', ...events, repairDue).effects).toEqual([
      'open to offer',
      'watch 15000 ms',
    ]);
  });

  it('begins with little patience again after it has been well', () => {
    const { effects } = after(
      impolite,
      'offer',
      ...answered,
      connected,
      failed,
      repairDue,
      connected,
      disconnected,
    );
    expect(effects).toContain('watch 2000 ms');
  });

  it('touches nothing that is well when signaling is back, and says again what is open', () => {
    const restored: PeerEvent = { kind: 'signaling-restored' };
    expect(after(impolite, 'offer', ...answered, connected, restored).effects).toEqual([]);
    expect(after(impolite, 'offer', needed, offerMade(1), restored).effects).toContain('resend-offer');
  });

  it('fetches credentials as soon as a connection is lost, so that they are there when it is repaired', () => {
    expect(after(impolite, 'offer', ...answered, connected, disconnected).effects).toContain(
      'refresh-credentials',
    );
  });

  it('begins again with an offer that went out while signaling and network were away: its candidates are of the old one', () => {
    const restored: PeerEvent = { kind: 'signaling-restored' };
    const offeredInTheDark = [...answered, connected, disconnected, repairDue, needed, offerMade(2)];
    expect(after(impolite, 'offer', ...offeredInTheDark, restored).effects.slice(0, 2)).toEqual([
      'resend-offer',
      'restart-ice',
    ]);
  });

  it('counts each round that came to an agreement, and none that did not', () => {
    const rounds = (...events: PeerEvent[]): number => after(impolite, 'offer', ...events).state.negotiations;
    expect(rounds(needed, offerMade(1))).toBe(0);
    expect(rounds(...answered)).toBe(1);
    expect(rounds(...answered, connected, offerReceived, answerMade)).toBe(2);
    expect(rounds(...answered, { kind: 'closed' })).toBe(1);
  });

  describe('when the network has changed', () => {
    const changed: PeerEvent = { kind: 'network-changed', addressChanged: true };
    const isBack: PeerEvent = { kind: 'network-changed', addressChanged: false };

    it('restarts ICE at once on what is not well', () => {
      for (const event of [changed, isBack]) {
        expect(after(impolite, 'offer', ...answered, connected, disconnected, event).effects).toEqual([
          'restart-ice',
          'watch 5000 ms',
        ]);
      }
    });

    it('gives new ways to what looks well only if the address is another one', () => {
      expect(after(impolite, 'offer', ...answered, connected, changed).effects).toEqual(['restart-ice']);
      expect(after(impolite, 'offer', ...answered, connected, isBack).effects).toEqual([]);
    });

    it('says an open offer again, and has another round follow it', () => {
      const { effects } = after(impolite, 'offer', needed, offerMade(1), changed);
      expect(effects.slice(0, 2)).toEqual(['resend-offer', 'restart-ice']);
    });

    it('begins with little patience again, so that a network that flaps costs nobody their connection', () => {
      const flaps = Array.from({ length: 20 }, () => [changed, repairDue]).flat();
      expect(after(impolite, 'offer', ...answered, connected, failed, ...flaps).effects).not.toContain(
        'open to offer',
      );
    });

    it('replaces at once what it cannot restart, unless its media still flows', () => {
      const halfway: PeerEvent = {
        kind: 'operation-failed',
        operation: 'take-offer',
        revision: 7,
        signalingState: 'have-remote-offer',
        described: true,
        detail: 'no',
      };
      const broken = [...answered, connected, offerReceived, halfway];
      expect(after(impolite, 'offer', ...broken, changed).effects).toEqual([]);
      expect(after(impolite, 'offer', ...broken, failed, changed).effects[0]).toBe('open to offer');
    });
  });

  describe('when it takes long', () => {
    const patienceOver: PeerEvent = { kind: 'patience-over' };

    it('says after 30 s that somebody cannot be reached, also at first contact, and goes on trying', () => {
      const first = after(impolite, 'offer', needed, offerMade(1), patienceOver);
      expect(view(first.state).kind).toBe('unreachable');
      const again = after(impolite, 'offer', ...answered, connected, failed, patienceOver);
      expect(view(again.state)).toEqual({ kind: 'unreachable', problem: { kind: 'no-route' } });

      expect(transition(again.state, repairDue).effects.map(inWords)).toContain('restart-ice');
      expect(view(transition(again.state, repairDue).state).kind).toBe('unreachable');
    });

    it('counts the 30 s from the loss on, whatever is tried meanwhile', () => {
      const trying = [repairDue, repairDue, failed, repairDue, repairDue, needed, offerMade(2)];
      const events = [...answered, connected, failed];
      trying.forEach((_, index) => {
        const { effects } = after(impolite, 'offer', ...events, ...trying.slice(0, index + 1));
        expect(effects.filter((effect) => effect.includes('patience'))).toEqual([]);
      });
    });

    it('has forgotten it as soon as it is connected', () => {
      const { state, effects } = after(
        ...([impolite, 'offer'] as const),
        ...[...answered, connected, failed, patienceOver, connected, disconnected],
      );
      expect(view(state).kind).toBe('interrupted');
      expect(effects).toContain('patience 30000 ms');
    });
  });

  it('says once that somebody says too much, and passes it over', () => {
    const dropped: PeerEvent = { kind: 'signal-dropped' };
    const { state, effects } = after(impolite, 'offer', ...answered, connected, dropped);
    expect(effects).toEqual([]);
    expect(view(state)).toMatchObject({ kind: 'connected', problem: { kind: 'refused' } });
    expect(view(transition(state, dropped).state)).toEqual(view(state));
  });

  it('leaves media that flows alone when an operation fails halfway, until the link fails', () => {
    const halfway: PeerEvent = {
      kind: 'operation-failed',
      operation: 'take-offer',
      revision: 7,
      signalingState: 'have-remote-offer',
      described: true,
      detail: 'no',
    };
    const events = [...answered, connected, offerReceived, halfway];
    expect(after(impolite, 'offer', ...events).effects).toEqual([]);
    expect(view(after(impolite, 'offer', ...events).state)).toMatchObject({
      kind: 'connected',
      problem: { kind: 'refused' },
    });
    expect(after(impolite, 'offer', ...events, failed, repairDue).effects[0]).toBe('open to offer');
  });

  it('closes its connection and its timers, and nothing follows', () => {
    expect(after(impolite, 'offer', needed, { kind: 'closed' }).effects).toEqual([
      'close',
      'disarm-watch',
      'disarm-patience',
    ]);
    const { state, effects } = after(
      impolite,
      'offer',
      { kind: 'closed' },
      offerReceived,
      needed,
      repairDue,
      failed,
    );
    expect(effects).toEqual([]);
    expect(view(state)).toEqual({ kind: 'closed' });
  });
});
