import { FakeClock } from './fake-clock';
import { type FakePeerConnection } from './fake-peer-connection';
import { FakeRoutes } from './fake-routes';

/** A fake that allows what no browser allows proves nothing: these are the rules that it keeps. */
describe('the fake peer connection', () => {
  let clock: FakeClock;
  let routes: FakeRoutes;
  let ours: FakePeerConnection;
  let theirs: FakePeerConnection;

  beforeEach(() => {
    clock = new FakeClock();
    routes = new FakeRoutes(clock);
    for (const owner of ['us', 'them']) routes.factory(owner).create({});
    [ours, theirs] = routes.connections as [FakePeerConnection, FakePeerConnection];
  });

  /** How an operation ends: `done`, the name of its error, or `pending`. */
  async function outcome(operation: Promise<void>): Promise<string> {
    let result = 'pending';
    operation.then(
      () => (result = 'done'),
      (error: unknown) => (result = error instanceof DOMException ? error.name : 'not a DOMException'),
    );
    await clock.advance(10);
    return result;
  }

  function sdpOf(connection: FakePeerConnection): string {
    return connection.localDescription?.sdp ?? '';
  }

  async function offer(from: FakePeerConnection): Promise<string> {
    if (from.getTransceivers().length === 0) from.addTransceiver('audio', { direction: 'sendrecv' });
    expect(await outcome(from.setLocalDescription())).toBe('done');
    return sdpOf(from);
  }

  async function answer(from: FakePeerConnection, sdp: string): Promise<string> {
    expect(await outcome(from.setRemoteDescription({ type: 'offer', sdp }))).toBe('done');
    expect(await outcome(from.setLocalDescription())).toBe('done');
    return sdpOf(from);
  }

  async function negotiate(): Promise<void> {
    const sdp = await answer(theirs, await offer(ours));
    expect(await outcome(ours.setRemoteDescription({ type: 'answer', sdp }))).toBe('done');
  }

  async function connect(): Promise<void> {
    await negotiate();
    for (const [from, to] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const usernameFragment = from.agreed?.local ?? '';
      await outcome(to.addIceCandidate({ candidate: 'c', sdpMid: '0', sdpMLineIndex: 0, usernameFragment }));
    }
    await clock.advance(100);
  }

  it('goes from state to state by offer and answer', async () => {
    const offered = await offer(ours);
    expect(ours.signalingState).toBe('have-local-offer');
    await outcome(theirs.setRemoteDescription({ type: 'offer', sdp: offered }));
    expect(theirs.signalingState).toBe('have-remote-offer');
    await outcome(theirs.setLocalDescription());
    expect(theirs.signalingState).toBe('stable');
    await outcome(ours.setRemoteDescription({ type: 'answer', sdp: sdpOf(theirs) }));
    expect(ours.signalingState).toBe('stable');
  });

  it('refuses an answer to no offer, or to another one', async () => {
    const first = await answer(theirs, await offer(ours));
    await offer(ours);

    expect(await outcome(theirs.setRemoteDescription({ type: 'answer', sdp: first }))).toBe(
      'InvalidStateError',
    );
    expect(await outcome(ours.setRemoteDescription({ type: 'answer', sdp: first }))).toBe('OperationError');
    expect(ours.signalingState).toBe('have-local-offer');
  });

  it('refuses what is no description, and a rollback of nothing', async () => {
    expect(await outcome(ours.setRemoteDescription({ type: 'offer', sdp: 'rubbish' }))).toBe(
      'OperationError',
    );
    expect(await outcome(ours.setRemoteDescription({ type: 'rollback' }))).toBe('InvalidStateError');
  });

  it('refuses candidates before any remote description, and those of another generation', async () => {
    const candidate = { candidate: 'c', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'nobody' };
    expect(await outcome(ours.addIceCandidate(candidate))).toBe('InvalidStateError');
    await negotiate();
    expect(await outcome(ours.addIceCandidate(candidate))).toBe('OperationError');
  });

  it('rolls its own offer back for one of theirs, and its transceivers stay beside theirs', async () => {
    await offer(ours);
    await answer(ours, await offer(theirs));

    expect(ours.signalingState).toBe('stable');
    expect(ours.getTransceivers().map(({ mid }) => mid)).toEqual([null, '0']);
  });

  it('drops the transceivers of an offer that is rolled back', async () => {
    await outcome(ours.setRemoteDescription({ type: 'offer', sdp: await offer(theirs) }));
    expect(ours.getTransceivers()).toHaveLength(1);
    await outcome(ours.setRemoteDescription({ type: 'rollback' }));
    expect(ours.getTransceivers()).toHaveLength(0);
  });

  it('asks for negotiation once per need: a transceiver, a direction, a restart', async () => {
    let asked = 0;
    ours.addEventListener('negotiationneeded', () => asked++);
    ours.addTransceiver('audio', { direction: 'sendrecv' });
    ours.addTransceiver('video', { direction: 'sendrecv' });
    await clock.advance(10);
    expect(asked).toBe(1);
    await negotiate();
    await clock.advance(10);
    expect(asked).toBe(1);

    const [audio] = ours.getTransceivers();
    if (audio) audio.direction = 'inactive';
    await clock.advance(10);
    expect(asked).toBe(2);
    await negotiate();

    ours.restartIce();
    await clock.advance(10);
    expect(asked).toBe(3);
  });

  it('never ends what was under way when it is closed, refuses what comes later, and fires nothing', async () => {
    let fired = 0;
    ours.addEventListener('negotiationneeded', () => fired++);
    ours.addTransceiver('audio', { direction: 'sendrecv' });
    const underWay = ours.setLocalDescription();
    ours.close();

    expect(await outcome(underWay)).toBe('pending');
    expect(() => ours.setLocalDescription()).toThrow('closed');
    expect(fired).toBe(0);
  });

  it('opens a data channel of the same id on both sides once they are connected, and delivers when it can', async () => {
    const heard: unknown[] = [];
    const [mine, yours] = [ours, theirs].map((each) => each.createDataChannel('parlour', { id: 0 }));
    yours?.addEventListener('message', ({ data }) => heard.push(data));
    expect(() => mine?.send('too early')).toThrow('not open');

    await connect();
    mine?.send('one');
    await clock.advance(10);
    routes.cut('us', 'them');
    mine?.send('two');
    await clock.advance(10);
    expect(heard).toEqual(['one']);
    routes.mend('us', 'them');
    await clock.advance(100);

    expect(heard).toEqual(['one', 'two']);
  });

  it('asks for negotiation for a data channel that is in no description yet', async () => {
    await negotiate();
    let asked = 0;
    ours.addEventListener('negotiationneeded', () => asked++);
    ours.createDataChannel('parlour', { id: 0 });
    await clock.advance(10);
    expect(asked).toBe(1);
  });

  it('takes parameters of a sender only as they were given last', async () => {
    const { sender } = ours.addTransceiver('video', { direction: 'sendrecv' });
    const stale = sender.getParameters();
    const parameters = sender.getParameters();
    expect(await outcome(sender.setParameters(stale))).toBe('InvalidModificationError');
    expect(await outcome(sender.setParameters({ ...parameters, encodings: [{ active: false }] }))).toBe(
      'done',
    );
    expect(sender.encoding).toEqual({ active: false });
    expect(await outcome(sender.setParameters(parameters))).toBe('InvalidModificationError');
  });

  it('gathers by the configuration of the moment, and keeps to its bundle policy', async () => {
    await negotiate();
    ours.setConfiguration({ iceTransportPolicy: 'relay' });
    expect(ours.gatheredWith).toEqual([{}]);
    ours.restartIce();
    await negotiate();
    expect(ours.gatheredWith).toEqual([{}, { iceTransportPolicy: 'relay' }]);
    expect(() => {
      ours.setConfiguration({ bundlePolicy: 'balanced' });
    }).toThrow('for life');
  });

  it('connects two that have agreed and heard candidates of each other, and notices a cut', async () => {
    await connect();
    expect([ours.connectionState, theirs.connectionState]).toEqual(['connected', 'connected']);

    routes.cut('us', 'them');
    await clock.advance(1_100);
    expect(ours.connectionState).toBe('disconnected');
    await clock.advance(5_000);
    expect(ours.connectionState).toBe('failed');
  });
});
