import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { jest } from '@jest/globals';
import { type Ring } from '@parlour/contracts';
import { CallMedia } from '../call/devices/call-media';
import { CallStore } from '../call/call-store';
import { ApiFailure } from '../core/api/api-failure';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Language } from '../core/i18n/language';
import { anna, ben, cem } from '../core/testing/users';
import { RingStore } from './ring-store';
import { RingWorld, participantOf } from './testing/ring-world';
import { ringOf } from './testing/rings';

describe('ringing', () => {
  let world: RingWorld;
  let rings: RingStore;
  let calls: CallStore;
  let wentTo: string[];

  const ids = (shown: readonly Ring[]) => shown.map(({ id }) => id);
  const mine = (different: Partial<Ring> = {}) => ringOf({ caller: anna, callee: ben, ...different });
  const callBen = ({ chatId }: Ring, video = false) => rings.call({ chatId, userId: ben.id, video });

  beforeEach(async () => {
    world = new RingWorld();
    wentTo = [];
    const router = { navigate: async (way: string[]) => wentTo.push(way.join('/')) > 0 };
    TestBed.configureTestingModule({
      providers: [provideI18n(), { provide: Router, useValue: router }, ...world.providers],
    });
    await TestBed.inject(Language).use('en');
    document.title = 'People · Parlour';
    rings = TestBed.inject(RingStore);
    calls = TestBed.inject(CallStore);
    await world.settled();
  });

  describe('in', () => {
    it('is shown and heard, and both end in the same tick with the ring', () => {
      const ring = ringOf();
      world.realtime.push('ring:incoming', { ring });
      expect(ids(rings.incoming())).toEqual([ring.id]);
      expect(world.speaker.sounding).toEqual(['ring']);
      expect(document.title).toBe('Ben is calling');
      world.realtime.push('ring:ended', { ringId: ring.id, callId: ring.callId, outcome: 'answered' });
      expect(rings.incoming()).toEqual([]);
      expect(world.speaker.sounding).toEqual([]);
      expect(document.title).toBe('People · Parlour');
    });

    it('is answered with voice: the camera stays off, the devices are asked for once, and its chat is opened', async () => {
      const ring = ringOf({ video: true });
      world.realtime.answer('ring:answer', () => world.seatIn(ring, [participantOf(ben)]));
      world.realtime.push('ring:incoming', { ring });
      void rings.accept(ring, false);
      expect(world.speaker.sounding).toEqual([]);
      await world.settled();
      expect(wentTo).toEqual([`/direct/${ring.chatId}`]);
      expect(world.devices.questions).toHaveLength(1);
      expect(TestBed.inject(CallMedia).sending()).toEqual({ microphone: true, camera: false, screen: false });
      expect(calls.call()?.callId).toBe(ring.callId);
      expect(rings.incoming()).toEqual([]);
    });

    it('is answered without devices by who has none: one hears and sees', async () => {
      world.devices.refuse('audio', 'NotFoundError');
      world.devices.refuse('video', 'NotAllowedError');
      const ring = ringOf({ video: true });
      world.realtime.answer('ring:answer', () => world.seatIn(ring, [participantOf(ben)]));
      world.realtime.push('ring:incoming', { ring });
      await rings.accept(ring, true);
      await world.settled();
      expect(calls.call()?.others()).toHaveLength(1);
      expect(TestBed.inject(CallMedia).camera()).toEqual({ kind: 'failed', reason: 'denied' });
    });

    it('that was answered elsewhere meanwhile is silent, and says so', async () => {
      const ring = ringOf();
      world.realtime.refuse('ring:answer', 'ring_over');
      world.realtime.push('ring:incoming', { ring });
      await rings.accept(ring, true);
      await world.settled();
      expect(world.said).toEqual(['ring.over']);
      expect(rings.incoming()).toEqual([]);
      expect(world.devices.live).toBe(0);
    });

    it('rings on where the answer did not get through', async () => {
      const ring = ringOf();
      world.realtime.refuse('ring:answer', 'unavailable');
      world.realtime.push('ring:incoming', { ring });
      await rings.accept(ring, true);
      expect(ids(rings.incoming())).toEqual([ring.id]);
      expect(world.speaker.sounding).toEqual(['ring']);
      expect(world.said).toEqual(['unavailable']);
    });

    it('is declined at once, and once more where the server did not hear it', async () => {
      const ring = ringOf();
      world.realtime.push('ring:incoming', { ring });
      world.realtime.refuse('ring:decline', 'offline');
      rings.decline(ring);
      expect(rings.incoming()).toEqual([]);
      expect(world.speaker.sounding).toEqual([]);
      world.realtime.answer('ring:decline', () => ({}));
      world.realtime.answer('ring:list', () => ({ incoming: [ring], outgoing: [] }));
      world.realtime.comeBack();
      await world.settled();
      expect(rings.incoming()).toEqual([]);
      expect(world.realtime.sent('ring:decline')).toHaveLength(2);
    });

    it('rings again in a page that was reloaded', async () => {
      const ring = ringOf();
      world.realtime.answer('ring:list', () => ({ incoming: [ring], outgoing: [] }));
      world.realtime.comeBack();
      await world.settled();
      expect(ids(rings.incoming())).toEqual([ring.id]);
      expect(world.speaker.sounding).toEqual(['ring']);
    });

    it('is silent while the connection is away, and gone if it ended meanwhile', async () => {
      world.realtime.push('ring:incoming', { ring: ringOf() });
      world.realtime.lose();
      await world.settled();
      expect(world.speaker.sounding).toEqual([]);
      expect(rings.incoming()).toHaveLength(1);
      world.realtime.comeBack();
      await world.settled();
      expect(rings.incoming()).toEqual([]);
      expect(world.speaker.sounding).toEqual([]);
    });

    it('ends by itself where the connection never comes back', () => {
      jest.useFakeTimers();
      try {
        world.realtime.push('ring:incoming', { ring: ringOf() });
        jest.advanceTimersByTime(64_000);
        expect(rings.incoming()).toHaveLength(1);
        jest.advanceTimersByTime(2_000);
        expect(rings.incoming()).toEqual([]);
      } finally {
        jest.useRealTimers();
      }
    });

    it('ends with the session', async () => {
      world.realtime.push('ring:incoming', { ring: ringOf() });
      world.user.set(null);
      await world.settled();
      expect(rings.incoming()).toEqual([]);
      expect(world.speaker.sounding).toEqual([]);
    });
  });

  describe('out', () => {
    it('sounds back and shows oneself until it is answered', async () => {
      const ring = mine({ video: true });
      world.realtime.answer('ring:start', () => ({ ring, joined: world.seatIn(ring) }));
      void callBen(ring, true);
      expect(world.speaker.sounding).toEqual(['ringback']);
      await world.settled();
      expect(ids(rings.outgoing())).toEqual([ring.id]);
      expect(TestBed.inject(CallMedia).sending()).toEqual({ microphone: true, camera: true, screen: false });
      world.realtime.push('call:participant-joined', {
        callId: ring.callId,
        participant: participantOf(ben),
      });
      world.realtime.push('ring:ended', { ringId: ring.id, callId: ring.callId, outcome: 'answered' });
      expect(world.speaker.sounding).toEqual([]);
      expect(calls.call()?.others()).toHaveLength(1);
      expect(world.devices.questions).toHaveLength(1);
    });

    it('is cancelled at once: the seat is given back, the devices go off', async () => {
      const ring = mine();
      world.realtime.answer('ring:start', () => ({ ring, joined: world.seatIn(ring) }));
      await callBen(ring);
      await world.settled();
      rings.cancel(ring);
      expect(world.speaker.sounding).toEqual([]);
      await world.settled();
      expect(world.realtime.sent('call:leave')).toEqual([{ callId: ring.callId }]);
      expect(world.devices.live).toBe(0);
      expect(rings.result()).toBeNull();
    });

    it('that is given up before the server has answered is taken back when it does', async () => {
      const ring = mine();
      const answer = Promise.withResolvers<{ ring: Ring; joined: ReturnType<RingWorld['seatIn']> }>();
      world.realtime.answer('ring:start', () => answer.promise);
      void callBen(ring);
      await world.settled();
      await rings.hangUp();
      expect(world.speaker.sounding).toEqual([]);
      answer.resolve({ ring, joined: world.seatIn(ring) });
      await world.settled();
      expect(world.realtime.sent('call:leave')).toEqual([{ callId: ring.callId }]);
      expect(rings.outgoing()).toEqual([]);
      expect(calls.call()).toBeNull();
    });

    it('that meets theirs is answered: no ring is left, and the two are in one call', async () => {
      const theirs = ringOf();
      world.realtime.answer('ring:start', () => ({
        ring: theirs,
        joined: world.seatIn(theirs, [participantOf(ben)]),
      }));
      world.realtime.push('ring:incoming', { ring: theirs });
      await callBen(theirs);
      await world.settled();
      expect(rings.incoming()).toEqual([]);
      expect(rings.outgoing()).toEqual([]);
      expect(world.speaker.sounding).toEqual([]);
      expect(calls.call()?.others()).toHaveLength(1);
    });

    it.each([
      ['callee_busy', 'busy', ['busy']],
      ['callee_not_disturbed', 'do-not-disturb', ['busy']],
      ['not_friends', 'not_friends', []],
      ['person_blocked', 'person_blocked', []],
      ['already_in_call', 'already_in_call', []],
      ['already_ringing', 'already_ringing', []],
      ['offline', 'offline', []],
    ] as const)('that is refused by %s says so', async (code, how, sounds) => {
      world.realtime.refuse('ring:start', code);
      const { chatId } = mine();
      await callBen(mine());
      await world.settled();
      expect(rings.result()).toMatchObject({ chatId, how });
      expect(rings.dialling()).toBeNull();
      expect(world.speaker.sounding).toEqual(sounds);
      expect(world.devices.live).toBe(0);
    });

    it.each(['declined', 'missed'] as const)(
      'that ends %s says so, and the call ends with it',
      async (outcome) => {
        const ring = mine();
        world.realtime.answer('ring:start', () => ({ ring, joined: world.seatIn(ring) }));
        await callBen(ring);
        await world.settled();
        world.realtime.push('call:ended', { callId: ring.callId, reason: 'over' });
        world.realtime.push('ring:ended', { ringId: ring.id, callId: ring.callId, outcome });
        expect(rings.result()).toMatchObject({ how: outcome });
        expect(calls.call()).toBeNull();
        expect(world.devices.live).toBe(0);
      },
    );

    it('leaves the call that one was in', async () => {
      const first = ringOf();
      world.realtime.answer('ring:answer', () => world.seatIn(first, [participantOf(cem)]));
      await rings.accept((world.realtime.push('ring:incoming', { ring: first }), first), false);
      await world.settled();
      const ring = mine();
      world.realtime.answer('ring:start', () => ({ ring, joined: world.seatIn(ring) }));
      await callBen(ring);
      await world.settled();
      const names = world.realtime.commands.map(({ name }) => name);
      expect(names.indexOf('ring:start')).toBe(names.indexOf('call:leave') + 1);
      expect(calls.call()?.callId).toBe(ring.callId);
    });
  });

  describe('somebody into the call that goes on', () => {
    const begun = async (): Promise<Ring> => {
      const ring = ringOf();
      world.realtime.answer('ring:answer', () => world.seatIn(ring, [participantOf(ben)]));
      world.realtime.push('ring:incoming', { ring });
      await rings.accept(ring, false);
      await world.settled();
      return ring;
    };

    it('is awaited in it, makes no sound, and disturbs no peer', async () => {
      const { callId } = await begun();
      const peers = calls.call()?.peers();
      const ring = mine({ callee: cem, callId, others: [ben] });
      world.realtime.answer('ring:start', () => ({ ring, joined: null }));
      await rings.invite(cem.id, callId, { microphone: true, camera: false, screen: false });
      expect(ids(rings.outgoing())).toEqual([ring.id]);
      expect(world.speaker.sounding).toEqual([]);
      expect(calls.call()?.peers()).toBe(peers);
    });

    it('who does not come is told of in a word, and the call goes on', async () => {
      const { callId } = await begun();
      const ring = mine({ callee: cem, callId, others: [ben] });
      world.realtime.answer('ring:start', () => ({ ring, joined: null }));
      await rings.invite(cem.id, callId, { microphone: true, camera: false, screen: false });
      world.realtime.push('ring:ended', { ringId: ring.id, callId, outcome: 'declined' });
      expect(world.said).toEqual(['ring.invited.declined']);
      expect(rings.outgoing()).toEqual([]);
      expect(calls.call()?.callId).toBe(callId);
    });

    it('is refused with a reason', async () => {
      const { callId } = await begun();
      world.realtime.refuse('ring:start', 'callee_busy');
      await expect(
        rings.invite(cem.id, callId, { microphone: true, camera: false, screen: false }),
      ).rejects.toEqual(new ApiFailure('callee_busy'));
      expect(rings.result()).toBeNull();
    });
  });
});
