import { TestBed } from '@angular/core/testing';
import { type CallJoined } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { CallReturn } from './call-return';
import { KeptSeat, type Seat } from './kept-seat';
import { CallWorld } from './testing/call-world';
import { FarSide } from './testing/far-side';

const key = 'parlour.seat.1';

describe('who was in a call when the page was loaded anew', () => {
  let before: CallWorld;
  let world: CallWorld;

  /** What the tab keeps stays; all else is new. */
  async function reload(): Promise<Seat | null> {
    window.dispatchEvent(new Event('pagehide'));
    const kept = sessionStorage.getItem(key);
    TestBed.resetTestingModule();
    if (kept !== null) sessionStorage.setItem(key, kept);
    world = new CallWorld();
    const found = TestBed.inject(KeptSeat);
    await world.settled();
    return found.offered();
  }

  async function takeUp(seat: Seat): Promise<void> {
    const back = TestBed.inject(CallReturn).takeUp(seat);
    await world.settled();
    await back;
  }

  const seatAgain = (change: Partial<CallJoined> = {}): CallJoined =>
    world.joinedWith([before.ben], {
      ...{ callId: before.callId, self: before.anna, resumeToken: 'next', resumed: true },
      ...change,
    });

  beforeEach(async () => {
    sessionStorage.clear();
    before = world = new CallWorld();
    TestBed.inject(CallReturn);
    await world.join();
  });

  it('is offered the way back, and takes it as the same participant, muted as they were', async () => {
    await world.media.toggle('microphone');
    await world.settled();
    const seat = await reload();
    if (!seat) throw new Error('Nothing is offered');
    expect(world.devices.questions).toEqual([]);
    world.realtime.answer('call:join', () => seatAgain());
    await takeUp(seat);
    await world.settled();
    expect(world.realtime.sent('call:join')).toEqual([
      {
        target: { kind: 'room', roomId: before.place.roomId },
        media: { microphone: false, camera: true, screen: false },
        resume: { callId: before.callId, participantId: before.anna.id, token: 'token' },
      },
    ]);
    expect(world.media.microphone().kind).not.toBe('on');
    expect(world.calls.call()?.self.id).toBe(before.anna.id);
    expect(world.calls.place()).toEqual(before.place);
  });

  it('is muted again who was only heard for as long as a key was held', async () => {
    await world.media.toggle('microphone');
    await world.media.talk(true);
    await world.settled();
    expect(world.media.sending().microphone).toBe(true);
    expect((await reload())?.devices).toEqual({ microphone: false, camera: true });
  });

  it('offers to those who are there, since nobody offers to one who only comes back', async () => {
    const seat = await reload();
    if (!seat) throw new Error('Nothing is offered');
    world.realtime.answer('call:join', () => seatAgain());
    await takeUp(seat);
    await world.settled();
    expect(world.realtime.sent('call:signal')[0]).toMatchObject({
      to: before.ben.id,
      signal: { type: 'offer' },
    });
  });

  it('joins anew where the seat is given away already', async () => {
    const seat = await reload();
    if (!seat) throw new Error('Nothing is offered');
    world.realtime.answer('call:join', ({ resume }) =>
      resume
        ? Promise.reject(new ApiFailure('call_not_found'))
        : seatAgain({ resumed: false, self: world.anna }),
    );
    await takeUp(seat);
    expect(world.calls.call()?.self.id).toBe(world.anna.id);
  });

  it('may try again where the server is out of reach', async () => {
    const seat = await reload();
    if (!seat) throw new Error('Nothing is offered');
    world.realtime.refuse('call:join', 'unavailable');
    await takeUp(seat);
    expect(world.calls.phase()).toMatchObject({ kind: 'lobby', ended: { cause: 'unavailable' } });
    expect(TestBed.inject(KeptSeat).offered()).toEqual(seat);
  });

  it('is offered nothing any more when there is no such call', async () => {
    const seat = await reload();
    if (!seat) throw new Error('Nothing is offered');
    world.realtime.refuse('call:join', 'call_not_found');
    await takeUp(seat);
    expect(TestBed.inject(KeptSeat).offered()).toBeNull();
    expect(sessionStorage.getItem(key)).toBeNull();
  });

  it('keeps the token of the latest return', async () => {
    world.realtime.answer('call:join', () =>
      world.joinedWith([world.ben], { resumed: true, resumeToken: 'b' }),
    );
    world.realtime.lose();
    await world.settled();
    world.realtime.comeBack();
    await world.settled();
    expect((await reload())?.resume.token).toBe('b');
  });

  it.each([
    ['left', () => void world.calls.leave()],
    ['was removed', () => world.realtime.push('call:ended', { callId: world.callId, reason: 'removed' })],
    [
      'goes on in another tab',
      () => world.realtime.push('call:ended', { callId: world.callId, reason: 'replaced' }),
    ],
    ['signed out', () => world.user.set(null)],
    [
      'was alone in it',
      () =>
        world.realtime.push('call:participant-left', {
          callId: world.callId,
          participantId: world.ben.id,
          reason: 'left',
        }),
    ],
  ])('is offered nothing who %s', async (_, happen) => {
    happen();
    await world.settled();
    expect(await reload()).toBeNull();
  });
});

describe('in a call', () => {
  let world: CallWorld;
  let ben: FarSide;

  beforeEach(async () => {
    world = new CallWorld();
    ben = new FarSide(world, world.ben);
    await world.join();
    await ben.connect();
  });
  afterEach(() => ben.mesh.close());

  const offers = () => world.realtime.sent('call:signal').filter(({ signal }) => signal.type === 'offer');
  const peerState = () => world.calls.call()?.peers().get(world.ben.id)?.state$.value.kind;

  it('another network makes new ways to the others at once, although all looks well', async () => {
    expect(peerState()).toBe('connected');
    expect(offers()).toEqual([]);
    world.network$.next('online');
    await world.clock.advance(1_000);
    expect(offers()).toHaveLength(1);
    expect(peerState()).toBe('connected');
  });

  describe('somebody falls silent, whom the browser still calls connected', () => {
    /** A second of sound, and then nothing more. */
    async function fallSilent(): Promise<void> {
      let bytes = 1_000;
      const peer = world.calls.call()?.peers().get(world.ben.id);
      if (!peer) throw new Error('Ben is there');
      peer.getStats = async () => {
        const entry = { id: 'in', type: 'inbound-rtp', kind: 'audio', mid: '0' };
        return new Map([['in', { ...entry, timestamp: world.clock.now(), bytesReceived: bytes }]]);
      };
      await world.clock.advance(4_000);
      bytes += 1_000;
      await world.clock.advance(4_000);
    }

    async function comeBack(): Promise<void> {
      const answer = world.joinedWith([world.ben], { resumeToken: 'next', resumed: true });
      world.realtime.answer('call:join', () => answer);
      world.realtime.lose();
      world.realtime.comeBack();
      await world.clock.advance(1_000);
    }

    it('and the socket leads nowhere: all get new ways as soon as it is back', async () => {
      world.realtime.leadsSomewhere = false;
      await fallSilent();
      expect(world.realtime.doubts).toBe(1);
      expect(offers()).toEqual([]);
      await comeBack();
      expect(offers()).toHaveLength(1);
    });

    it('and the socket is well: no connection is touched, not even when it is lost later', async () => {
      await fallSilent();
      expect(world.realtime.doubts).toBe(1);
      await comeBack();
      expect(offers()).toEqual([]);
    });
  });

  it('who cannot be reached is told of, and that they can again', async () => {
    const news: string[] = [];
    world.calls.news$.subscribe(({ kind, participant }) => news.push(`${participant.user.username} ${kind}`));
    world.routes.cut('anna', world.ben.id);
    await world.clock.advance(60_000);
    expect(news).toEqual(['ben unreachable']);
    expect(world.realtime.doubts).toBeGreaterThan(0); // the socket may be gone by the same cause
    world.routes.mend('anna', world.ben.id);
    await world.clock.advance(60_000);
    expect(news).toEqual(['ben unreachable', 'ben reachable']);
  });

  it('all ends with the call: no peer, no timer', async () => {
    await world.calls.leave();
    ben.mesh.close();
    world.media.release(world.page);
    await world.settled();
    expect(world.routes.open).toBe(0);
    expect(world.clock.pending).toBe(0);
  });
});
