import { type Encoding } from '../peer/encoding';
import {
  FakeCall,
  faultsBetween,
  joinInTurn,
  joinOne,
  joinTwo,
  offersIn,
  peerOf,
  type FakeParticipant,
} from '../testing';

describe('what a mesh carries', () => {
  let call: FakeCall;

  beforeEach(() => {
    call = new FakeCall();
  });

  const senderOf = ({ id }: FakeParticipant, index: number): RTCRtpEncodingParameters | undefined =>
    call.routes.openConnectionsOf(id)[0]?.getTransceivers()[index]?.sender.encoding;

  it('shares a screen with its sound, also with who comes later, and stops without any negotiation', async () => {
    const [ann, bob] = await joinTwo(call);
    void ann.media.startScreen();
    await call.advance(500);
    const cem = await joinOne(call, 'c');
    expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
    expect(call.routes.sourceOf(peerOf(cem, ann).screen$.value)).not.toBeNull();
    expect(call.routes.sourceOf(peerOf(cem, ann).screenAudio$.value)).not.toBeNull();

    ann.media.stopScreen();
    await call.advance(500);

    expect(call.routes.sourceOf(peerOf(cem, ann).screen$.value)).toBeNull();
    expect(offersIn(call)).toEqual(['ab', 'ac', 'bc']);
  });

  it('has several screens at once', async () => {
    const people = await joinInTurn(call, 'a', 'b', 'c');
    for (const { media } of people) void media.startScreen();
    await call.advance(500);

    expect(faultsBetween(call, people)).toEqual([]);
    expect(offersIn(call)).toHaveLength(3);
  });

  it('sends each track once to each of the others, and to nobody who is gone or has come back anew', async () => {
    const [ann, bob, cem] = await joinInTurn(call, 'a', 'b', 'c');
    if (!ann || !bob || !cem) throw new Error('three');
    void ann.media.startScreen();
    await call.advance(500);
    // Two tracks from each to two others, and two more of a screen to two others.
    expect(call.routes.sending).toBe(3 * 2 * 2 + 2 * 2);

    call.reload(bob);
    await call.advance(500);
    expect(call.routes.sending).toBe(3 * 2 * 2 + 2 * 2);

    call.leave(cem);
    await call.advance(500);
    expect(call.routes.sending).toBe(2 * 2 + 2);
    expect(call.routes.open).toBe(2);
  });

  it('plays sound and picture of a person in step, and those of a screen', async () => {
    await joinTwo(call);
    const streams = (owner: string): (string | undefined)[] =>
      (call.routes.openConnectionsOf(owner)[0]?.getTransceivers() ?? []).map(
        ({ sender }) => sender.streams[0]?.id,
      );
    for (const owner of ['a', 'b']) {
      const [microphone, camera, screen, screenAudio] = streams(owner);
      expect(microphone).toBe(camera);
      expect(screen).toBe(screenAudio);
      expect(microphone).not.toBe(screen);
    }
  });

  it('prefers the codecs of each slot, on the side that offers and on the side that answers', async () => {
    await joinTwo(call);
    for (const owner of ['a', 'b']) {
      const [connection] = call.routes.openConnectionsOf(owner);
      const first = connection?.getTransceivers().map(({ preferredCodecs }) => preferredCodecs[0]?.mimeType);
      expect(first).toEqual(['audio/opus', 'video/VP8', 'video/VP9', 'audio/opus']);
    }
  });

  it('tells each other what is shown, and again after a connection was replaced', async () => {
    const [ann, bob] = await joinTwo(call);
    expect(peerOf(bob, ann).shown$.value).toBeNull();

    peerOf(ann, bob).setView({ camera: 360, screen: null });
    await call.advance(500);
    expect(peerOf(bob, ann).shown$.value).toEqual({ camera: 360, screen: null });

    const reloaded = call.reload(bob);
    await call.advance(500);
    expect(peerOf(reloaded, ann).shown$.value).toEqual({ camera: 360, screen: null });
    expect(peerOf(ann, reloaded).shown$.value).toBeNull();
  });

  it('goes on telling while the server is away', async () => {
    const [ann, bob] = await joinTwo(call);
    call.loseSocket(ann);
    call.loseSocket(bob);

    peerOf(ann, bob).setView({ camera: null, screen: null });
    await call.advance(500);

    expect(peerOf(bob, ann).shown$.value).toEqual({ camera: null, screen: null });
  });

  it('encodes a slot as it is wished, the latest wish last, also on a connection to come', async () => {
    const [ann, bob] = await joinTwo(call);
    void peerOf(ann, bob).setEncoding('camera', { active: true, maxBitrate: 900_000 });
    await encodeCamera(ann, bob, { active: true, maxBitrate: 300_000, scaleResolutionDownBy: 2 });
    expect(senderOf(ann, 1)).toEqual({ active: true, maxBitrate: 300_000, scaleResolutionDownBy: 2 });

    await encodeCamera(ann, bob, { active: false });
    expect(senderOf(ann, 1)).toEqual({ active: false });

    call.reload(bob);
    await call.advance(500);
    expect(senderOf(ann, 1)).toEqual({ active: false });
    expect(offersIn(call)).toHaveLength(2);
  });

  it('remembers how to encode for somebody with whom there is no connection yet', async () => {
    const [ann, bob] = await joinTwo(call);
    call.leave(bob);
    const later = call.join('c');
    await call.advance(12);
    void peerOf(later, ann).setEncoding('camera', { active: false });
    expect(senderOf(later, 1)).toBeUndefined();
    await call.advance(500);

    expect(senderOf(later, 1)).toEqual({ active: false });
    expect(faultsBetween(call, [ann, later])).toEqual([]);
  });

  it('leaves the encoding as it was when the browser refuses another one, and tries again later', async () => {
    const [ann, bob] = await joinTwo(call);
    const sender = call.routes.openConnectionsOf('a')[0]?.getTransceivers()[1]?.sender;
    if (!sender) throw new Error('a sender');
    sender.refusesParameters = 'InvalidStateError';
    await encodeCamera(ann, bob, { active: false });
    expect(sender.encoding).toEqual({ active: true });

    sender.refusesParameters = null;
    ann.mesh.handleNetworkChanged();
    await call.advance(500);
    expect(sender.encoding).toEqual({ active: false });
  });

  it('has the same code on both sides, and another one after a reload', async () => {
    const [ann, bob] = await joinTwo(call);
    const ours = peerOf(ann, bob).safetyCode();
    expect(ours.kind).toBe('agreed');
    expect(peerOf(bob, ann).safetyCode()).toEqual(ours);

    const reloaded = call.reload(bob);
    await call.advance(500);
    const anew = peerOf(ann, reloaded).safetyCode();
    expect(anew.kind).toBe('agreed');
    expect(peerOf(reloaded, ann).safetyCode()).toEqual(anew);
    expect(anew).not.toEqual(ours);
  });

  it('counts what was negotiated: once, whatever comes and goes', async () => {
    const [ann, bob] = await joinTwo(call);
    for (const on of [false, true, false, true]) {
      void ann.media.setCamera(on);
      void bob.media.setMicrophone(on);
      if (on) void bob.media.startScreen();
      else bob.media.stopScreen();
      await call.advance(100);
    }
    expect([peerOf(ann, bob).negotiations, peerOf(bob, ann).negotiations]).toEqual([1, 1]);
    expect(faultsBetween(call, [ann, bob])).toEqual([]);
  });

  /** Sets an encoding of the camera, and waits until the browser has taken it. */
  async function encodeCamera(
    me: FakeParticipant,
    other: FakeParticipant,
    encoding: Encoding,
  ): Promise<void> {
    const setting = peerOf(me, other).setEncoding('camera', encoding);
    await call.advance(50);
    await setting;
  }
});
