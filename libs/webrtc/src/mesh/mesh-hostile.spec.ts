import {
  FakeCall,
  faultsBetween,
  joinInTurn,
  leftoversOf,
  nothingLeft,
  peerOf,
  stateOf,
  type FakeParticipant,
} from '../testing';

/** Rita is a member like the others, with a client of her own making. The others must not notice. */
describe('a mesh with somebody who means harm', () => {
  let call: FakeCall;
  let ann: FakeParticipant;
  let bob: FakeParticipant;
  let rita: FakeParticipant;

  beforeEach(async () => {
    call = new FakeCall();
    const [a, b, r] = await joinInTurn(call, 'a', 'b', 'r');
    if (!a || !b || !r) throw new Error('three');
    [ann, bob, rita] = [a, b, r];
  });

  const expectOthersWell = (): void => {
    const between = [
      [ann, bob],
      [bob, ann],
    ] as const;
    for (const [me, other] of between) {
      expect(stateOf(me, other)).toEqual({ kind: 'connected', problem: null });
      expect(peerOf(me, other).negotiations).toBe(1);
      expect(call.routes.sourceOf(peerOf(me, other).video$.value)).toBe(other.media.outgoing.camera.value);
    }
  };

  const offerOf = (session: number, sections = 0): string =>
    `v=0\r\no=- ${session} 1 IN IP4 0.0.0.0\r\n${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(sections)}`;

  it('makes few connections for a flood of offers from ever new ones, and has one to her at a time', async () => {
    for (let session = 1_000; session < 3_000; session++) {
      ann.mesh.handleSignal('r', { type: 'offer', sdp: offerOf(session), revision: session });
      expect(call.routes.openConnectionsOf('a').length).toBeLessThanOrEqual(2);
      if (session % 100 === 0) await call.advance(10);
    }
    await call.advance(1_000);

    expect(call.routes.connections.length).toBeLessThan(30);
    expect(stateOf(ann, rita)).toMatchObject({ problem: { kind: 'refused' } });
    expectOthersWell();
  });

  it('takes only so many candidates of one sender', async () => {
    for (let port = 0; port < 10_000; port++) {
      ann.mesh.handleSignal('r', {
        type: 'candidate',
        candidate: {
          candidate: `candidate:${port}`,
          sdpMid: '0',
          sdpMLineIndex: 0,
          usernameFragment: `u${port}`,
        },
      });
    }
    expect(stateOf(ann, rita)).toEqual({
      kind: 'connected',
      problem: { kind: 'refused', detail: 'More signals than a call needs' },
    });
    // Each one takes the browser 1 ms: nothing is left of them after as many as were taken.
    await call.advance(400);
    ann.mesh.handleNetworkChanged();
    await call.advance(200);

    expect(peerOf(ann, rita).negotiations).toBe(2);
    expect(peerOf(ann, bob).negotiations).toBe(2);
  });

  it('does not let her make a thousand transceivers', async () => {
    const before = call.routes.connections.length;
    ann.mesh.handleSignal('r', { type: 'offer', sdp: offerOf(7, 1_000), revision: 50 });
    await call.advance(1_000);

    expect(call.routes.connections).toHaveLength(before);
    expect(stateOf(ann, rita)).toMatchObject({ kind: 'connected', problem: { kind: 'refused' } });
    expectOthersWell();
  });

  it.each([
    ['answers to no offer', { type: 'answer', sdp: offerOf(9), revision: 1 }],
    ['answers of another revision', { type: 'answer', sdp: offerOf(9), revision: 7_000 }],
    ['rubbish as an offer', { type: 'offer', sdp: 'rubbish', revision: 2 }],
    ['rubbish as an answer', { type: 'answer', sdp: 'rubbish', revision: 2 }],
    ['the end of candidates', { type: 'candidate', candidate: null }],
  ] as const)('leaves what is well alone at %s', async (_what, signal) => {
    for (let times = 0; times < 5; times++) ann.mesh.handleSignal('r', signal);
    await call.advance(20_000);

    expect(faultsBetween(call, [ann, bob, rita])).toEqual([]);
    expect(peerOf(ann, rita).negotiations).toBe(1);
    expectOthersWell();
  });

  it('repeats, reorders and delays nothing of the others when she does so with her own', async () => {
    const said = call.signals.filter(({ from }) => from === 'r').map(({ signal }) => signal);
    for (const signal of [...said, ...said.toReversed()]) {
      ann.mesh.handleSignal('r', signal);
      bob.mesh.handleSignal('r', signal);
    }
    await call.advance(20_000);

    expect(faultsBetween(call, [ann, bob, rita])).toEqual([]);
    expectOthersWell();
  });

  it('keeps at one connection to somebody who never answers, says that she cannot be reached, and goes on trying', async () => {
    call.loses = ({ from }) => from === 'r';
    call.reload(rita);
    let most = 0;
    for (let tries = 0; tries < 40; tries++) {
      await call.advance(3_000);
      most = Math.max(most, call.routes.openConnectionsOf('a').length);
    }

    expect(most).toBe(2);
    expectOthersWell();
  });

  it('says that she cannot be reached when her media cannot be trusted, and does not disturb the others', async () => {
    call.routes.cut('a', 'r');
    await call.advance(60_000);
    expect(stateOf(ann, rita)).toEqual({ kind: 'unreachable', problem: { kind: 'no-route' } });
    expectOthersWell();
  });

  it('has one peer for her, however often a roster names her, and none for itself', async () => {
    for (let times = 0; times < 10; times++) {
      ann.mesh.handleRoster([{ id: 'a' }, { id: 'b' }, { id: 'r' }, { id: 'r' }], { resumed: true });
      ann.mesh.handleParticipantJoined({ id: 'r' });
      ann.mesh.handleParticipantJoined({ id: 'a' });
    }
    await call.advance(1_000);

    expect([...ann.mesh.peers$.value.keys()].sort()).toEqual(['b', 'r']);
    expect(faultsBetween(call, [ann, bob, rita])).toEqual([]);
    expectOthersWell();
  });

  it('leaves nothing behind after all of that', async () => {
    for (let session = 100; session < 130; session++) {
      ann.mesh.handleSignal('r', { type: 'offer', sdp: offerOf(session), revision: session });
      ann.mesh.handleSignal('x', { type: 'offer', sdp: offerOf(session), revision: session });
      await call.advance(50);
    }
    for (const { mesh, media } of [ann, bob, rita]) {
      mesh.close();
      media.close();
    }
    await call.advance(300);

    expect(leftoversOf(call, [ann, bob, rita])).toEqual(nothingLeft);
  });
});
