import { TestBed } from '@angular/core/testing';
import { type CallJoined } from '@parlour/contracts';
import { LocalMedia, Mesh } from '@parlour/webrtc';
import { FakeMediaDevices } from '@parlour/webrtc/testing';
import { anna as annaUser, ben as benUser } from '../core/testing/users';
import { RingWorld, participantOf } from '../ring/testing/ring-world';
import { nextId } from '../ring/testing/rings';
import { CallMedia } from './call-media';
import { type CallPlace } from './call-place';
import { CallStore } from './call-store';
import { type CallEnd, OngoingCall } from './ongoing-call';

const place = { kind: 'room', roomId: nextId(), slug: 'lunch', title: 'Lunch' } as const;
const callId = nextId();
const anna = participantOf(annaUser);
const ben = participantOf(benUser);
/** Holds the devices for its preview. */
const page = {};

describe('a seat in a call', () => {
  let world: RingWorld;
  let realtime: RingWorld['realtime'];
  let clock: RingWorld['clock'];
  let devices: RingWorld['devices'];
  let calls: CallStore;
  let media: CallMedia;

  const joinedWith = (
    participants: CallJoined['participants'],
    change: Partial<CallJoined> = {},
  ): CallJoined => ({
    callId,
    self: anna,
    resumeToken: 'token',
    participants,
    iceServers: [],
    resumed: false,
    ...change,
  });
  const settled = () => world.settled();

  beforeEach(() => {
    world = new RingWorld();
    ({ realtime, clock, devices } = world);
    TestBed.configureTestingModule({ providers: world.providers });
    calls = TestBed.inject(CallStore);
    media = TestBed.inject(CallMedia);
    realtime.answer('call:join', () => joinedWith([ben]));
  });

  async function join(): Promise<void> {
    media.hold(page);
    await settled();
    void calls.join(place);
    await settled();
  }

  it('of another room is entered out of the one that one is in, and the server hears of both in order', async () => {
    await join();
    media.release(page);
    const other = { kind: 'room', roomId: nextId(), slug: 'dinner', title: 'Dinner' } as const;
    realtime.answer('call:join', () => joinedWith([], { callId: nextId() }));
    await calls.join(other);
    expect(calls.place()).toEqual(other);
    const names = realtime.commands.map(({ name }) => name).filter((name) => name !== 'call:update-media');
    expect(names).toEqual(['call:join', 'call:leave', 'call:join']);
    expect(devices.questions).toHaveLength(1);
  });

  it('is asked for only when the server knows that the other one is free', async () => {
    await join();
    const left = Promise.withResolvers<Record<string, never>>();
    realtime.answer('call:leave', () => left.promise);
    void calls.join({ kind: 'room', roomId: nextId(), slug: 'dinner', title: 'Dinner' });
    await settled();
    expect(realtime.sent('call:join')).toHaveLength(1);
    left.resolve({});
    await settled();
    expect(realtime.sent('call:join')).toHaveLength(2);
  });

  it('that one is in already is not joined again', async () => {
    await join();
    const call = calls.call();
    await calls.join(place);
    expect(calls.call()).toBe(call);
  });

  it('that is given up while it is joined is left when the server has let one in', async () => {
    const answer = Promise.withResolvers<CallJoined>();
    realtime.answer('call:join', () => answer.promise);
    await join();
    void calls.leave();
    expect(calls.phase().kind).toBe('lobby');
    answer.resolve(joinedWith([ben]));
    await settled();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
    expect(calls.call()).toBeNull();
  });

  it('goes on when its page goes, until the session ends: then no device stays on', async () => {
    await join();
    media.release(page);
    await settled();
    expect(calls.phase().kind).toBe('in-call');
    expect(devices.live).toBe(2);
    world.user.set(null);
    await settled();
    expect(calls.phase().kind).toBe('lobby');
    expect(devices.live).toBe(0);
  });

  it('is given back by who logs out, as long as the server still listens', async () => {
    await join();
    world.isLeaving.set(true);
    await settled();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
  });

  it('between people is entered with exactly the devices that were asked for, and kept across lost connections', async () => {
    const direct: CallPlace = { kind: 'direct', chatId: nextId() };
    const ask = async () => joinedWith([ben]);
    const entered = calls.enter(direct, ask, { microphone: true, camera: false });
    await settled();
    expect(await entered).toBe(true);
    expect(media.sending()).toEqual({ microphone: true, camera: false });
    realtime.answer('call:join', () => joinedWith([ben], { resumed: true }));
    realtime.lose();
    await settled();
    realtime.comeBack();
    await settled();
    expect(realtime.sent('call:join')[0]?.target).toEqual({ kind: 'direct', callId });
    expect(calls.place()).toEqual(direct);
  });

  it('tells everybody where it is, and how long one talked when it is over', async () => {
    const ongoing = TestBed.inject(OngoingCall);
    const ends: CallEnd[] = [];
    ongoing.ended$.subscribe((end) => ends.push(end));
    const [selfId, theirs] = [ben.id, new LocalMedia(new FakeMediaDevices(clock))];
    const bens = new Mesh({
      selfId,
      peerConnections: world.routes.factory(selfId),
      signaling: { send: (_, signal) => realtime.push('call:signal', { callId, from: selfId, signal }) },
      clock,
      media: theirs,
      iceServers: [],
    });
    realtime.answer('call:signal', ({ signal }) => {
      bens.handleSignal(anna.id, signal);
      return {};
    });
    await join();
    expect(ongoing.place()).toEqual(place);
    expect(calls.call()?.connectedAt()).toBeNull();
    bens.handleParticipantJoined(anna);
    await clock.advance(2_000);
    expect(calls.call()?.connectedAt()).not.toBeNull();
    await clock.advance(73_000);
    realtime.push('call:ended', { callId, reason: 'over' });
    expect(ends).toEqual([{ place, callId, cause: 'over', seconds: expect.any(Number) }]);
    expect(ends[0]?.seconds).toBeGreaterThanOrEqual(73);
    expect(ends[0]?.seconds).toBeLessThan(76);
    expect(ongoing.place()).toBeNull();
    bens.close();
  });
});
