import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { type Presence, type RoomPresence, type SelfUser, limits } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { provideI18n } from '../i18n/provide-i18n';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { FakeApi, personOf } from '../testing/people';
import { anna, ben, cem, selfOf } from '../testing/users';
import { Presences } from './presences';

const roomId = '019a6f3e-0000-7000-8000-0000000000aa';
const online: Presence = { state: 'online', lastSeenAt: null };
const away: Presence = { state: 'away', lastSeenAt: null };

describe('presence', () => {
  let realtime: FakeRealtime;
  let presences: Presences;
  const settled = () => jest.advanceTimersByTimeAsync(0);
  const told = () => realtime.sent('presence:activity').map(({ active }) => active);

  beforeEach(async () => {
    jest.useFakeTimers();
    const api = new FakeApi();
    realtime = new FakeRealtime();
    realtime.answer('presence:activity', () => ({}));
    realtime.answer('presence:leave-room', () => ({}));
    realtime.answer('presence:enter-room', () => ({
      roomId,
      people: [{ userId: cem.id, presence: online }],
    }));
    api.answer('listFriends', () => ({ people: [personOf(ben, { presence: away })] }));
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        { provide: ApiClient, useValue: api },
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
      ],
    });
    presences = TestBed.inject(Presences);
    TestBed.tick();
    await settled();
  });

  afterEach(() => jest.useRealTimers());

  describe('of others', () => {
    it('is known of friends', () => {
      expect(presences.of(ben.id)).toEqual(away);
      expect(presences.of(cem.id)).toBeNull();
    });

    it('is known of those who have the same room open, for as long as it is open here', async () => {
      presences.enterRoom(roomId);
      await settled();
      expect(presences.of(cem.id)).toEqual(online);
      realtime.push('presence:room-changed', { roomId, userId: cem.id, presence: away });
      expect(presences.of(cem.id)).toEqual(away);
      realtime.push('presence:room-changed', { roomId, userId: cem.id, presence: null });
      expect(presences.of(cem.id)).toBeNull();

      presences.leaveRoom(roomId);
      await settled();
      expect(realtime.sent('presence:leave-room')).toEqual([{ roomId }]);
      realtime.push('presence:room-changed', { roomId, userId: cem.id, presence: online });
      expect(presences.of(cem.id)).toBeNull();
    });

    it('that changes while a room is entered is as it became', async () => {
      const answer = Promise.withResolvers<RoomPresence>();
      realtime.answer('presence:enter-room', () => answer.promise);
      presences.enterRoom(roomId);
      await settled();
      realtime.push('presence:room-changed', { roomId, userId: cem.id, presence: away });
      answer.resolve({ roomId, people: [{ userId: cem.id, presence: online }] });
      await settled();
      expect(presences.of(cem.id)).toEqual(away);
    });

    it('is asked for again after every reconnect, and only while the room is open', async () => {
      presences.enterRoom(roomId);
      await settled();
      realtime.lose();
      realtime.comeBack();
      await settled();
      expect(realtime.sent('presence:enter-room')).toHaveLength(2);
      presences.leaveRoom(roomId);
      realtime.lose();
      realtime.comeBack();
      await settled();
      expect(realtime.sent('presence:enter-room')).toHaveLength(2);
    });

    it('of a room that was left while it was being entered is not kept', async () => {
      const answer = Promise.withResolvers<RoomPresence>();
      realtime.answer('presence:enter-room', () => answer.promise);
      presences.enterRoom(roomId);
      await settled();
      presences.leaveRoom(roomId);
      answer.resolve({ roomId, people: [{ userId: cem.id, presence: online }] });
      await settled();
      expect(presences.of(cem.id)).toBeNull();
    });
  });

  describe('of mine', () => {
    it('is told at once, and goes to away after five minutes without input', async () => {
      expect(told()).toEqual([true]);
      await jest.advanceTimersByTimeAsync(limits.awayAfterMs - 1);
      expect(told()).toEqual([true]);
      await jest.advanceTimersByTimeAsync(1);
      expect(told()).toEqual([true, false]);
    });

    it.each(['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel', 'visibilitychange'])(
      'comes back with %s, and input puts off being away',
      async (name) => {
        await jest.advanceTimersByTimeAsync(limits.awayAfterMs);
        document.dispatchEvent(new Event(name));
        await settled();
        expect(told()).toEqual([true, false, true]);
        await jest.advanceTimersByTimeAsync(limits.awayAfterMs - 1_000);
        document.dispatchEvent(new Event(name));
        await jest.advanceTimersByTimeAsync(limits.awayAfterMs - 1_000);
        expect(told()).toEqual([true, false, true]);
      },
    );

    it('is told again at every connect, as it is then', async () => {
      await jest.advanceTimersByTimeAsync(limits.awayAfterMs);
      realtime.lose();
      realtime.comeBack();
      await settled();
      expect(told()).toEqual([true, false, false]);
    });
  });
});
