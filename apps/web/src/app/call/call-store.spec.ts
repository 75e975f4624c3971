import { TestBed } from '@angular/core/testing';
import { type MediaState, type Participant, type Signal } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { anna as annaUser, cem as cemUser } from '../core/testing/users';
import { participantOf } from '../ring/testing/ring-world';
import { nextId } from '../ring/testing/rings';
import { CallWorld } from './testing/call-world';

const everythingOn: MediaState = { microphone: true, camera: true, screen: false };
const candidate: Signal = { type: 'candidate', candidate: null };

describe('a call', () => {
  let world: CallWorld;
  let realtime: CallWorld['realtime'];
  let clock: CallWorld['clock'];
  let devices: CallWorld['devices'];
  let calls: CallWorld['calls'];
  let media: CallWorld['media'];
  let callId: string;
  let target: { readonly kind: 'room'; readonly roomId: string };
  let ben: Participant;
  let cem: Participant;
  let news: string[];

  const names = (): string[] | undefined =>
    calls
      .call()
      ?.others()
      .map(({ user }) => user.username);
  const endedBy = () => {
    const phase = calls.phase();
    return phase.kind === 'lobby' ? phase.ended?.cause : phase.kind;
  };

  beforeEach(() => {
    world = new CallWorld();
    ({ realtime, clock, devices, calls, media, callId, ben } = world);
    target = { kind: 'room', roomId: world.place.roomId };
    cem = participantOf(cemUser);
    news = [];
    calls.news$.subscribe(({ kind, participant: who }) => news.push(`${who.user.username} ${kind}`));
  });

  it('is joined with what is on, and shows who is there', async () => {
    await world.join();
    expect(realtime.sent('call:join')).toEqual([{ target, media: everythingOn }]);
    expect(calls.phase().kind).toBe('in-call');
    expect(names()).toEqual(['ben']);
    expect(calls.call()?.peers().has(ben.id)).toBe(true);
  });

  it('takes a shared screen with it when it ends, though its page still shows the camera', async () => {
    await world.join();
    void media.shareScreen();
    await world.settled();
    expect(media.sending().screen).toBe(true);
    await calls.leave();
    expect(media.sending()).toEqual(everythingOn);
    expect(devices.live).toBe(2);
  });

  it('is joined without devices by those who have none or refuse them', async () => {
    devices.refuse('audio', 'NotAllowedError');
    devices.refuse('video', 'NotFoundError');
    await world.join();
    expect(media.microphone()).toEqual({ kind: 'failed', reason: 'denied' });
    expect(media.camera()).toEqual({ kind: 'failed', reason: 'no-device' });
    expect(realtime.sent('call:join')).toEqual([
      { target, media: { microphone: false, camera: false, screen: false } },
    ]);
    expect(calls.phase().kind).toBe('in-call');
  });

  it('that is full says so and leaves one where one was', async () => {
    realtime.refuse('call:join', 'call_full');
    await world.join();
    expect(endedBy()).toBe('call_full');
  });

  it('shows at once who comes, changes and goes, and tells of it', async () => {
    await world.join();
    realtime.push('call:participant-joined', { callId, participant: cem });
    expect(names()).toEqual(['ben', 'cem']);
    const quiet = { ...ben, media: { microphone: false, camera: true, screen: false } };
    realtime.push('call:participant-updated', { callId, participant: quiet });
    expect(calls.call()?.others()[0]?.media.microphone).toBe(false);
    realtime.push('call:participant-left', { callId, participantId: cem.id, reason: 'left' });
    expect(names()).toEqual(['ben']);
    expect(calls.call()?.peers().has(cem.id)).toBe(false);
    expect(news).toEqual(['cem joined', 'ben muted', 'cem left']);
  });

  it('is not disturbed by the events of another call', async () => {
    await world.join();
    realtime.push('call:participant-joined', { callId: nextId(), participant: cem });
    realtime.push('call:ended', { callId: nextId(), reason: 'removed' });
    expect(names()).toEqual(['ben']);
  });

  it('takes up what overtook the answer to the joining', async () => {
    realtime.answer('call:join', () => {
      realtime.push('call:participant-joined', { callId, participant: cem });
      realtime.push('call:signal', { callId, from: ben.id, signal: candidate });
      return world.joinedWith([ben]);
    });
    await world.join();
    expect(names()).toEqual(['ben', 'cem']);
  });

  it('tells the others of each mute, and of the latest state only once', async () => {
    await world.join();
    await media.toggle('microphone');
    await world.settled();
    await media.toggle('camera');
    await world.settled();
    expect(realtime.sent('call:update-media').map((update) => update.media)).toEqual([
      { microphone: false, camera: true, screen: false },
      { microphone: false, camera: false, screen: false },
    ]);
    expect(devices.live).toBe(1); // the camera's light is out, the microphone is held and silent
  });

  it('remembers what was switched off for the next time', async () => {
    await world.join();
    await media.toggle('camera');
    void calls.leave();
    media.release(world.page);
    media.hold(world.page);
    await world.settled();
    expect(media.camera().kind).toBe('off');
    expect(media.microphone().kind).toBe('on');
  });

  it('is left by one’s own word: the server is told, peers are closed, devices stay for the preview', async () => {
    await world.join();
    void calls.leave();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
    expect(endedBy()).toBe('left');
    expect(devices.live).toBe(2);
  });

  it('is left when the page goes while nobody else is there, and otherwise waits for its return', async () => {
    await world.join();
    window.dispatchEvent(new Event('pagehide'));
    expect(realtime.sent('call:leave')).toEqual([]);
    realtime.push('call:participant-left', { callId, participantId: ben.id, reason: 'left' });
    window.dispatchEvent(new Event('pagehide'));
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
  });

  it('is left when the room is left, and no device stays on', async () => {
    await world.join();
    TestBed.resetTestingModule();
    expect(realtime.sent('call:leave')).toEqual([{ callId }]);
    expect(devices.live).toBe(0);
  });

  it('that ended without one’s own word says why', async () => {
    await world.join();
    realtime.push('call:ended', { callId, reason: 'replaced' });
    expect(endedBy()).toBe('replaced');
    expect(realtime.sent('call:leave')).toEqual([]);
  });

  describe('when the connection to the server is lost', () => {
    async function loseAndComeBack(): Promise<void> {
      realtime.lose();
      await world.settled();
      realtime.comeBack();
      await world.settled();
    }

    it('goes on as the same participant, with the roster of now and peers untouched', async () => {
      await world.join();
      const call = calls.call();
      const peer = call?.peers().get(ben.id);
      realtime.answer('call:join', () =>
        world.joinedWith([ben, cem], { resumed: true, resumeToken: 'next token' }),
      );
      await loseAndComeBack();
      expect(realtime.sent('call:join')[1]).toEqual({
        target,
        media: everythingOn,
        resume: { callId, participantId: world.anna.id, token: 'token' },
      });
      expect(calls.call()).toBe(call);
      expect(names()).toEqual(['ben', 'cem']);
      expect(call?.peers().get(ben.id)).toBe(peer);
      expect(call?.resume.token).toBe('next token');
    });

    it('stays muted, and says so when it is back', async () => {
      await world.join();
      realtime.lose();
      await world.settled();
      await media.toggle('microphone');
      realtime.answer('call:join', () => world.joinedWith([ben], { resumed: true }));
      realtime.comeBack();
      await world.settled();
      expect(realtime.sent('call:join')[1]?.media).toEqual({
        microphone: false,
        camera: true,
        screen: false,
      });
      expect(media.microphone().kind).toBe('muted');
      expect(realtime.sent('call:update-media')).toEqual([]);
    });

    it('is joined anew when the server cannot take it up', async () => {
      await world.join();
      const call = calls.call();
      const again = participantOf(annaUser);
      realtime.answer('call:join', ({ resume }) =>
        resume
          ? Promise.reject(new ApiFailure('call_not_found'))
          : world.joinedWith([ben], { callId: nextId(), self: again }),
      );
      await loseAndComeBack();
      expect(calls.call()).not.toBe(call);
      expect(calls.call()?.self.id).toBe(again.id);
      expect(names()).toEqual(['ben']);
    });

    it('ends with a reason when there is no place any more', async () => {
      await world.join();
      realtime.refuse('call:join', 'call_full');
      await loseAndComeBack();
      expect(endedBy()).toBe('call_full');
    });

    it('sends no signal before the server has taken it up again', async () => {
      await world.join();
      realtime.push('call:participant-joined', { callId, participant: cem }); // to whom we offer, again and again
      await world.settled();
      const before = realtime.sent('call:signal').length;
      expect(before).toBeGreaterThan(0);
      realtime.answer('call:join', () => new Promise(() => undefined));
      await loseAndComeBack();
      await clock.advance(60_000);
      expect(realtime.sent('call:signal').length).toBe(before);
    });
  });
});
