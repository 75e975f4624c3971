import { FakeClock, FakeMediaDevices } from '../testing';
import { LocalMedia } from './local-media';

describe('a shared screen', () => {
  let clock: FakeClock;
  let devices: FakeMediaDevices;
  let media: LocalMedia;

  beforeEach(() => {
    clock = new FakeClock();
    devices = new FakeMediaDevices(clock);
    media = new LocalMedia(devices, clock);
  });

  async function share(): Promise<void> {
    const sharing = media.startScreen();
    await clock.advance(1_000);
    await sharing;
  }

  it('goes out with its sound, as something to be read', async () => {
    await share();

    expect(media.media$.value).toEqual({ microphone: false, camera: false, screen: true });
    expect(media.outgoing.screen.value).toMatchObject({ kind: 'video', contentHint: 'detail' });
    expect(media.outgoing.screenAudio.value).toMatchObject({ kind: 'audio', contentHint: 'music' });
    expect(devices.screens[0]).toMatchObject({ audio: { echoCancellation: false, restrictOwnAudio: true } });
  });

  it('may have no sound', async () => {
    devices.screenHasSound = false;
    await share();
    expect(media.outgoing.screen.value).not.toBeNull();
    expect(media.outgoing.screenAudio.value).toBeNull();
  });

  it('is stopped with all of it', async () => {
    await share();
    media.stopScreen();
    expect(media.screen$.value.kind).toBe('off');
    expect([media.outgoing.screen.value, media.outgoing.screenAudio.value]).toEqual([null, null]);
    expect(devices.live).toBe(0);
  });

  it('ends by the bar of the browser', async () => {
    await share();
    devices.tracks[0]?.endBySource();
    expect(media.screen$.value.kind).toBe('off');
    expect(media.media$.value.screen).toBe(false);
    expect(media.outgoing.screenAudio.value).toBeNull();
    expect(devices.live).toBe(0);
  });

  it('goes on in silence when only its sound ends', async () => {
    await share();
    devices.tracks[1]?.endBySource();
    expect(media.screen$.value.kind).toBe('on');
    expect(media.outgoing.screenAudio.value).toBeNull();
  });

  it('is not shared when the person breaks the choice off, and that is no failure', async () => {
    devices.refuse('screen', 'NotAllowedError', 'Permission denied');
    await share();
    expect(media.screen$.value.kind).toBe('off');
  });

  it('says that the system does not allow it', async () => {
    devices.refuse('screen', 'NotAllowedError', 'Permission denied by system');
    await share();
    expect(media.screen$.value).toEqual({ kind: 'failed', reason: 'denied' });
  });

  it('cannot be shared where the browser has no such thing', async () => {
    media = new LocalMedia({ getUserMedia: (wanted) => devices.getUserMedia(wanted) }, clock);
    await share();
    expect(media.screen$.value).toEqual({ kind: 'failed', reason: 'no-device' });
  });

  it('is exchanged for another without a gap, and kept when that choice is broken off', async () => {
    await share();
    const first = media.outgoing.screen.value;
    await share();
    const second = media.outgoing.screen.value;
    expect(second).not.toBe(first);
    expect(devices.live).toBe(2);

    devices.refuse('screen', 'NotAllowedError', 'Permission denied');
    await share();
    expect(media.outgoing.screen.value).toBe(second);
    expect(media.media$.value.screen).toBe(true);
  });

  it('stops unseen when it comes after the person has thought better of it', async () => {
    devices.delayMs = 300;
    const sharing = media.startScreen();
    media.stopScreen();
    await clock.advance(1_000);
    await sharing;
    expect(media.screen$.value.kind).toBe('off');
    expect(devices.live).toBe(0);
  });

  it('is a film when a person says so, now and the next time', async () => {
    await share();
    media.setScreenHint('motion');
    expect(media.outgoing.screen.value?.contentHint).toBe('motion');
    media.stopScreen();
    await share();
    expect(media.outgoing.screen.value?.contentHint).toBe('motion');
    expect(devices.screens[1]).toMatchObject({ video: { frameRate: { ideal: 30 } } });
  });
});
