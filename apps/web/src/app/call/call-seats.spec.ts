import { TestBed } from '@angular/core/testing';
import { type CallJoined } from '@parlour/contracts';
import { nextId } from '../ring/testing/rings';
import { type CallPlace } from './call-place';
import { type CallEnd, OngoingCall } from './ongoing-call';
import { CallWorld } from './testing/call-world';
import { FarSide } from './testing/far-side';

describe('a seat in a call', () => {
  let world: CallWorld;

  beforeEach(() => {
    world = new CallWorld();
  });

  it('of another room is entered out of the one that one is in, and the server hears of both in order', async () => {
    await world.join();
    world.media.release(world.page);
    const other = { kind: 'room', roomId: nextId(), slug: 'dinner', title: 'Dinner' } as const;
    world.realtime.answer('call:join', () => world.joinedWith([], { callId: nextId() }));
    await world.calls.join(other);
    expect(world.calls.place()).toEqual(other);
    const names = world.realtime.commands
      .map(({ name }) => name)
      .filter((name) => name !== 'call:update-media');
    expect(names).toEqual(['call:join', 'call:leave', 'call:join']);
    expect(world.devices.questions).toHaveLength(1);
  });

  it('is asked for only when the server knows that the other one is free', async () => {
    await world.join();
    const left = Promise.withResolvers<Record<string, never>>();
    world.realtime.answer('call:leave', () => left.promise);
    void world.calls.join({ kind: 'room', roomId: nextId(), slug: 'dinner', title: 'Dinner' });
    await world.settled();
    expect(world.realtime.sent('call:join')).toHaveLength(1);
    left.resolve({});
    await world.settled();
    expect(world.realtime.sent('call:join')).toHaveLength(2);
  });

  it('that one is in already is not joined again', async () => {
    await world.join();
    const call = world.calls.call();
    await world.calls.join(world.place);
    expect(world.calls.call()).toBe(call);
  });

  it('that is given up while it is joined is left when the server has let one in', async () => {
    const answer = Promise.withResolvers<CallJoined>();
    world.realtime.answer('call:join', () => answer.promise);
    await world.join();
    void world.calls.leave();
    expect(world.calls.phase().kind).toBe('lobby');
    answer.resolve(world.joinedWith([world.ben]));
    await world.settled();
    expect(world.realtime.sent('call:leave')).toEqual([{ callId: world.callId }]);
    expect(world.calls.call()).toBeNull();
  });

  it('goes on when its page goes, until the session ends: then no device stays on', async () => {
    await world.join();
    world.media.release(world.page);
    await world.settled();
    expect(world.calls.phase().kind).toBe('in-call');
    expect(world.devices.live).toBe(2);
    world.user.set(null);
    await world.settled();
    expect(world.calls.phase().kind).toBe('lobby');
    expect(world.devices.live).toBe(0);
  });

  it('is given back by who logs out, as long as the server still listens', async () => {
    await world.join();
    world.isLeaving.set(true);
    await world.settled();
    expect(world.realtime.sent('call:leave')).toEqual([{ callId: world.callId }]);
  });

  it('between people is entered with exactly the devices that were asked for, and kept across lost connections', async () => {
    const direct: CallPlace = { kind: 'direct', chatId: nextId() };
    const ask = async () => world.joinedWith([world.ben]);
    const entered = world.calls.enter(direct, ask, { wanted: { microphone: true, camera: false } });
    await world.settled();
    expect(await entered).toBe(true);
    expect(world.media.sending()).toEqual({ microphone: true, camera: false, screen: false });
    world.realtime.answer('call:join', () => world.joinedWith([world.ben], { resumed: true }));
    world.realtime.lose();
    await world.settled();
    world.realtime.comeBack();
    await world.settled();
    expect(world.realtime.sent('call:join')[0]?.target).toEqual({ kind: 'direct', callId: world.callId });
    expect(world.calls.place()).toEqual(direct);
  });

  it('tells everybody where it is, and how long one talked when it is over', async () => {
    const ongoing = TestBed.inject(OngoingCall);
    const ends: CallEnd[] = [];
    ongoing.ended$.subscribe((end) => ends.push(end));
    const bens = new FarSide(world, world.ben);
    await world.join();
    expect(ongoing.place()).toEqual(world.place);
    expect(world.calls.call()?.connectedAt()).toBeNull();
    await bens.connect();
    expect(world.calls.call()?.connectedAt()).not.toBeNull();
    await world.clock.advance(73_000);
    world.realtime.push('call:ended', { callId: world.callId, reason: 'over' });
    expect(ends).toEqual([
      { place: world.place, callId: world.callId, cause: 'over', seconds: expect.any(Number) },
    ]);
    expect(ends[0]?.seconds).toBeGreaterThanOrEqual(73);
    expect(ends[0]?.seconds).toBeLessThan(76);
    expect(ongoing.place()).toBeNull();
    bens.mesh.close();
  });
});
