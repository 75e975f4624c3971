import {
  after,
  answered,
  connected,
  disconnected,
  failed,
  impolite,
  inWords,
  needed,
  offerMade,
  offerReceived,
  polite,
  repairDue,
} from '../testing/peer-stories';
import { type PeerEvent } from './peer-events';
import { view } from './peer-state';
import { repairTimes } from './repair';
import { transition } from './transition';

describe('the repair of a peer', () => {
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
      'make-offer',
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
    expect(after(impolite, 'offer', offerMade(1), restored).effects).toContain('resend-offer');
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
      const { effects } = after(impolite, 'offer', offerMade(1), changed);
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
      const first = after(impolite, 'offer', offerMade(1), patienceOver);
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
});
