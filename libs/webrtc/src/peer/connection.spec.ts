import { type PeerView } from '@parlour/contracts';
import { FakeClock, FakeRoutes } from '../testing';
import { Cell } from '../rx/behavior';
import { Connection } from './connection';
import { type PeerEvent } from './peer-events';
import { type SlotName } from './slots';

describe('a connection', () => {
  const clock = new FakeClock();
  const routes = new FakeRoutes(clock);

  const noTracks = (): Record<SlotName, Cell<MediaStreamTrack | null>> => ({
    microphone: new Cell<MediaStreamTrack | null>(null),
    camera: new Cell<MediaStreamTrack | null>(null),
    screen: new Cell<MediaStreamTrack | null>(null),
    screenAudio: new Cell<MediaStreamTrack | null>(null),
  });

  function connect(owner: string): { connection: Connection; events: PeerEvent[] } {
    const events: PeerEvent[] = [];
    const connection = new Connection({
      peerConnections: routes.factory(owner),
      clock,
      ice: { configuration: {}, refresh: () => Promise.resolve() },
      outgoing: noTracks(),
      received: noTracks(),
      encodings: new Map(),
      shown: new Cell<PeerView | null>(null),
      onEvent: (event) => events.push(event),
    });
    return { connection, events };
  }

  it('answers two offers that come at once one after the other, each to its end', async () => {
    const offerer = connect('them');
    offerer.connection.allocateSlots();
    offerer.connection.makeOffer(1);
    await clock.advance(100);
    const first = offerer.connection.localSdp ?? '';
    offerer.connection.makeOffer(2);
    await clock.advance(100);
    const { connection, events } = connect('us');

    connection.takeOffer(1, first);
    connection.takeOffer(2, offerer.connection.localSdp ?? '');
    await clock.advance(100);

    expect(events.filter(({ kind }) => kind === 'answer-made')).toMatchObject([
      { revision: 1 },
      { revision: 2 },
    ]);
    expect(routes.openConnectionsOf('us')[0]?.made).toEqual({ offer: 0, answer: 2 });
  });

  it('keeps the certificate that was agreed on: an offer with another one is refused', async () => {
    const offerer = connect('them');
    offerer.connection.allocateSlots();
    offerer.connection.makeOffer(1);
    await clock.advance(100);
    const sdp = offerer.connection.localSdp ?? '';
    const { connection, events } = connect('us');
    connection.takeOffer(1, sdp);
    await clock.advance(100);
    const before = connection.fingerprints();

    connection.takeOffer(2, sdp.replace(/sha-256 ../, 'sha-256 EE'));
    await clock.advance(100);

    expect(events.at(-1)).toMatchObject({ kind: 'operation-failed', operation: 'take-offer', revision: 2 });
    expect(connection.fingerprints()).toEqual(before);
  });

  it('says nothing more once it is closed', async () => {
    routes.rejectsAtClose = true;
    const { connection, events } = connect('us');
    connection.allocateSlots();
    connection.makeOffer(1);
    connection.close();
    await clock.advance(100);

    expect(events).toEqual([]);
  });
});
