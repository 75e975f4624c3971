import {
  after,
  answered,
  answerMade,
  answerReceived,
  candidate,
  connected,
  failed,
  impolite,
  needed,
  negotiationOf as negotiation,
  offerMade,
  offerReceived,
  polite,
  repairDue,
} from '../testing/peer-stories';
import { type PeerEvent } from './peer-events';
import { view } from './peer-state';
import { transition } from './transition';

describe('the transition of a peer', () => {
  it('offers, and takes the answer', () => {
    const { effects } = after(impolite, 'offer');
    expect(effects).toEqual(['open to offer', 'make-offer', 'watch 10000 ms', 'patience 30000 ms']);

    expect(after(impolite, 'offer', ...answered.slice(0, 1)).effects).toEqual([
      'send offer',
      'watch 5000 ms',
    ]);
    expect(after(impolite, 'offer', ...answered.slice(0, 2)).effects).toContain('take-answer');
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

    const { effects } = after(impolite, 'offer', offerMade(1), early, answerReceived(1));

    expect(effects.slice(0, 2)).toEqual(['take-answer', 'add early']);
  });

  it('keeps only so many candidates for an offer that never comes', () => {
    const many = Array.from({ length: 1_000 }, (_, index): PeerEvent => {
      return { kind: 'candidate-received', candidate: candidate(`${index}`) };
    });

    expect(after(polite, 'wait', ...many, offerReceived).effects.length).toBeLessThan(200);
  });

  it.each([
    ['making-offer', [], []],
    ['offered', [offerMade(1)], ['resend-offer']],
  ])(
    'passes over a colliding offer while %s, if it is impolite, and insists on its own',
    (kind, events, said) => {
      const { state, effects } = after(impolite, 'offer', ...events, offerReceived);
      expect(effects).toEqual(said);
      expect(negotiation(state)).toBe(kind);
    },
  );

  it.each([
    ['making-offer', []],
    ['offered', [offerMade(1)]],
  ])('lets go of its own first offer while %s, if it is polite', (_kind, events) => {
    const { effects } = after(polite, 'offer', ...events, offerReceived);
    expect(effects.slice(0, 2)).toEqual(['open to answer', 'take-offer']);
  });

  it('rolls a later offer back on the connection that there is, if it is polite', () => {
    const { effects } = after(polite, 'offer', ...answered, connected, needed, offerReceived);
    expect(effects).toEqual(['take-offer']);
  });

  it('does not send an offer that has lost, and drops the answer to it', () => {
    expect(after(polite, 'offer', offerReceived, offerMade(1)).effects).toEqual([]);
    expect(after(polite, 'offer', offerMade(1), offerReceived, answerReceived(1)).effects).toEqual([]);
  });

  it('drops an answer to an offer before the latest', () => {
    const { state, effects } = after(impolite, 'offer', ...answered, needed, offerMade(2), answerReceived(1));
    expect(effects).toEqual([]);
    expect(negotiation(state)).toBe('offered');
  });

  it('takes an offer while it takes an answer: that is no collision', () => {
    const { effects } = after(impolite, 'offer', offerMade(1), answerReceived(1), offerReceived);
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

  it('counts each round that came to an agreement, and none that did not', () => {
    const rounds = (...events: PeerEvent[]): number => after(impolite, 'offer', ...events).state.negotiations;
    expect(rounds(offerMade(1))).toBe(0);
    expect(rounds(...answered)).toBe(1);
    expect(rounds(...answered, connected, offerReceived, answerMade)).toBe(2);
    expect(rounds(...answered, { kind: 'closed' })).toBe(1);
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
    expect(after(impolite, 'offer', { kind: 'closed' }).effects).toEqual([
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
