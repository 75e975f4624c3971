import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  type CallJoined,
  type MediaState,
  type Participant,
  type SelfUser,
  type Signal,
} from '@parlour/contracts';
import { FakeClock, FakeMediaDevices, FakeRoutes } from '@parlour/webrtc/testing';
import { ApiFailure } from '../core/api/api-failure';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { selfOf, userNamed } from '../core/testing/users';
import { platform } from '../platform/platform';
import { CallMedia } from './call-media';
import { CallStore } from './call-store';
import { fakePlatform } from './testing/fake-platform';

const uuid = (number: number): string => `0190d0c0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const roomId = uuid(1);
const place = { kind: 'room', roomId, slug: 'lunch', title: 'Lunch' } as const;
const target = { kind: 'room', roomId } as const;
/** Holds the devices for its preview. */
const page = {};
const callId = uuid(2);
const everythingOn: MediaState = { microphone: true, camera: true };

function participant(number: number, username: string, media = everythingOn): Participant {
  return {
    id: uuid(number),
    user: userNamed(username),
    joinedAt: '2026-05-02T10:00:00.000Z',
    media,
  };
}

const anna = participant(10, 'anna');
const ben = participant(11, 'ben');
const cem = participant(12, 'cem');
const candidate: Signal = { type: 'candidate', candidate: null };

describe('a call', () => {
  let realtime: FakeRealtime;
  let clock: FakeClock;
  let devices: FakeMediaDevices;
  let routes: FakeRoutes;
  let calls: CallStore;
  let media: CallMedia;
  let news: string[];
  const user = signal<SelfUser | null>(null);

  const joinedWith = (participants: Participant[], change: Partial<CallJoined> = {}): CallJoined => ({
    callId,
    self: anna,
    resumeToken: 'token',
    participants,
    iceServers: [],
    resumed: false,
    ...change,
  });
  const names = (): string[] | undefined =>
    calls
      .call()
      ?.others()
      .map(({ user }) => user.username);
  const endedBy = () => {
    const phase = calls.phase();
    return phase.kind === 'lobby' ? phase.ended?.cause : phase.kind;
  };
  const settled = async () => {
    TestBed.tick();
    await clock.advance(50);
    TestBed.tick();
  };

  beforeEach(() => {
    localStorage.clear();
    user.set(selfOf(anna.user));
    realtime = new FakeRealtime();
    clock = new FakeClock();
    devices = new FakeMediaDevices(clock);
    routes = new FakeRoutes(clock);
    TestBed.configureTestingModule({
      providers: [
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user, isLeaving: () => false } },
        { provide: platform, useValue: fakePlatform(anna.id, { clock, devices, routes }) },
      ],
    });
    calls = TestBed.inject(CallStore);
    media = TestBed.inject(CallMedia);
    news = [];
    calls.news$.subscribe(({ kind, participant: who }) => news.push(`${who.user.username} ${kind}`));
    realtime.answer('call:join', () => joinedWith([ben]));
    realtime.answer('call:leave', () => ({}));
    realtime.answer('call:update-media', () => ({}));
    realtime.answer('call:signal', () => ({}));
    TestBed.tick();
  });

  async function join(): Promise<void> {
    media.hold(page);
    await settled();
    void calls.join(place);
    await settled();
  }

  it('is joined with what is on, and shows who is there', async () => {
    await join();
    expect(realtime.sent('call:join')).toEqual([{ target, media: everythingOn }]);
    expect(calls.phase().kind).toBe('in-call');
    expect(names()).toEqual(['ben']);
    expect(calls.call()?.peers().has(ben.id)).toBe(true);
  });

  it('is joined without devices by those who have none or refuse them', async () => {
    devices.refuse('audio', 'NotAllowedError');
    devices.refuse('video', 'NotFoundError');
    await join();
    expect(media.microphone()).toEqual({ kind: 'failed', reason: 'denied' });
    expect(media.camera()).toEqual({ kind: 'failed', reason: 'no-device' });
    expect(realtime.sent('call:join')).toEqual([{ target, media: { microphone: false, camera: false } }]);
    expect(calls.phase().kind).toBe('in-call');
  });

  it('that is full says so and leaves one where one was', async () => {
    realtime.refuse('call:join', 'call_full');
    await join();
    expect(endedBy()).toBe('call_full');
  });

  it('shows at once who comes, changes and goes, and tells of it', async () => {
    await join();
    realtime.push('call:participant-joined', { callId, participant: cem });
    expect(names()).toEqual(['ben', 'cem']);
    const quiet = participant(11, 'ben', { microphone: false, camera: true });
    realtime.push('call:participant-updated', { callId, participant: quiet });
    expect(calls.call()?.others()[0]?.media.microphone).toBe(false);
    realtime.push('call:participant-left', { callId, participantId: cem.id, reason: 'left' });
    expect(names()).toEqual(['ben']);
    expect(calls.call()?.peers().has(cem.id)).toBe(false);
    expect(news).toEqual(['cem joined', 'ben muted', 'cem left']);
  });

  it('is not disturbed by the events of another call', async () => {
    await join();
    realtime.push('call:participant-joined', { callId: uuid(3), participant: cem });
    realtime.push('call:ended', { callId: uuid(3), reason: 'removed' });
    expect(names()).toEqual(['ben']);
  });

  it('takes up what overtook the answer to the joining', async () => {
    realtime.answer('call:join', () => {
      realtime.push('call:participant-joined', { callId, participant: cem });
      realtime.push('call:signal', { callId, from: ben.id, signal: candidate });
      return joinedWith([ben]);
    });
    await join();
    expect(names()).toEqual(['ben', 'cem']);
  });

  it('tells the others of each mute, and of the latest state only once', async () => {
    await join();
    await media.toggle('microphone');
    await settled();
    await media.toggle('camera');
    await settled();
    expect(realtime.sent('call:update-media').map((update) => update.media)).toEqual([
      { microphone: false, camera: true },
      { microphone: false, camera: false },
    ]);
    expect(devices.live).toBe(1); // the camera's light is out, the microphone is held and silent
  });

  it('remembers what was switched off for the next time', async () => {
    await join();
    await media.toggle('camera');
    void calls.leave();
    media.release(page);
    media.hold(page);
    await settled();
    expect(media.camera().kind).toBe('off');
    expect(media.microphone().kind).toBe('on');
  });

  it('is left by one’s own word: the server is told, peers are closed, devices stay for the preview', async () => {
    await join();
    void calls.leave();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
    expect(endedBy()).toBe('left');
    expect(devices.live).toBe(2);
  });

  it('is left when the page goes', async () => {
    await join();
    window.dispatchEvent(new Event('pagehide'));
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
  });

  it('is left when the room is left, and no device stays on', async () => {
    await join();
    TestBed.resetTestingModule();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
    expect(devices.live).toBe(0);
  });

  it('that ended without one’s own word says why', async () => {
    await join();
    realtime.push('call:ended', { callId, reason: 'replaced' });
    expect(endedBy()).toBe('replaced');
    expect(realtime.sent('call:leave')).toEqual([]);
  });

  describe('when the connection to the server is lost', () => {
    async function loseAndComeBack(): Promise<void> {
      realtime.lose();
      await settled();
      realtime.comeBack();
      await settled();
    }

    it('goes on as the same participant, with the roster of now and peers untouched', async () => {
      await join();
      const call = calls.call();
      const peer = call?.peers().get(ben.id);
      realtime.answer('call:join', () =>
        joinedWith([ben, cem], { resumed: true, resumeToken: 'next token' }),
      );
      await loseAndComeBack();
      expect(realtime.sent('call:join')[1]).toEqual({
        target,
        media: everythingOn,
        resume: { callId, participantId: anna.id, token: 'token' },
      });
      expect(calls.call()).toBe(call);
      expect(names()).toEqual(['ben', 'cem']);
      expect(call?.peers().get(ben.id)).toBe(peer);
      expect(call?.resume.token).toBe('next token');
    });

    it('stays muted, and says so when it is back', async () => {
      await join();
      realtime.lose();
      await settled();
      await media.toggle('microphone');
      realtime.answer('call:join', () => joinedWith([ben], { resumed: true }));
      realtime.comeBack();
      await settled();
      expect(realtime.sent('call:join')[1]?.media).toEqual({ microphone: false, camera: true });
      expect(media.microphone().kind).toBe('muted');
      expect(realtime.sent('call:update-media')).toEqual([]);
    });

    it('is joined anew when the server cannot take it up', async () => {
      await join();
      const call = calls.call();
      const again = participant(20, 'anna');
      realtime.answer('call:join', ({ resume }) =>
        resume
          ? Promise.reject(new ApiFailure('call_not_found'))
          : joinedWith([ben], { callId: uuid(4), self: again }),
      );
      await loseAndComeBack();
      expect(calls.call()).not.toBe(call);
      expect(calls.call()?.self.id).toBe(again.id);
      expect(names()).toEqual(['ben']);
    });

    it('ends with a reason when there is no place any more', async () => {
      await join();
      realtime.refuse('call:join', 'call_full');
      await loseAndComeBack();
      expect(endedBy()).toBe('call_full');
    });

    it('sends no signal before the server has taken it up again', async () => {
      await join();
      realtime.push('call:participant-joined', { callId, participant: cem }); // to whom we offer, again and again
      await settled();
      const before = realtime.sent('call:signal').length;
      expect(before).toBeGreaterThan(0);
      realtime.answer('call:join', () => new Promise(() => undefined));
      await loseAndComeBack();
      await clock.advance(60_000);
      expect(realtime.sent('call:signal').length).toBe(before);
    });
  });
});
