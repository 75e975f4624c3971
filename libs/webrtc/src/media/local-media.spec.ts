import { FakeClock, FakeMediaDevices } from '../testing';
import { LocalMedia } from './local-media';

describe('local media', () => {
  let clock: FakeClock;
  let devices: FakeMediaDevices;
  let media: LocalMedia;

  beforeEach(() => {
    clock = new FakeClock();
    devices = new FakeMediaDevices(clock);
    media = new LocalMedia(devices, clock);
  });

  async function done(work: Promise<unknown>): Promise<void> {
    await clock.advance(1_000);
    await work;
  }

  it('captures the microphone once, and then mutes and unmutes the same track', async () => {
    await done(media.setMicrophone(true));
    const track = media.outgoing.microphone.value;

    void media.setMicrophone(false);
    expect(media.microphone$.value).toEqual({ kind: 'muted', track });
    expect(track?.enabled).toBe(false);
    expect(media.media$.value).toEqual({ microphone: false, camera: false, screen: false });

    void media.setMicrophone(true);
    expect(media.microphone$.value).toEqual({ kind: 'on', track });
    expect(track?.enabled).toBe(true);
    expect(media.outgoing.microphone.value).toBe(track);
    expect(devices.questions).toHaveLength(1);
  });

  it('lets the camera go when it is turned off, and captures anew when it is turned on', async () => {
    await done(media.setCamera(true));
    const first = media.outgoing.camera.value;

    await media.setCamera(false);
    expect(devices.live).toBe(0);
    expect(media.outgoing.camera.value).toBeNull();

    await done(media.setCamera(true));
    expect(media.outgoing.camera.value).not.toBe(first);
    expect(media.media$.value).toEqual({ microphone: false, camera: true, screen: false });
  });

  it('asks once for both, so that the browser asks once', async () => {
    await done(media.start({ microphone: true, camera: true }));

    expect(devices.questions).toHaveLength(1);
    expect(media.media$.value).toEqual({ microphone: true, camera: true, screen: false });
  });

  it('asks for each alone when both together fail, and says for each why', async () => {
    devices.refuse('video', 'NotFoundError');

    await done(media.start({ microphone: true, camera: true }));

    expect(media.microphone$.value.kind).toBe('on');
    expect(media.camera$.value).toEqual({ kind: 'failed', reason: 'no-device' });
    expect(devices.live).toBe(1);
  });

  it('leaves what is captured alone when it is asked to start again', async () => {
    await done(media.setMicrophone(true));
    const track = media.outgoing.microphone.value;

    await done(media.start({ microphone: true, camera: true }));

    expect(media.outgoing.microphone.value).toBe(track);
    expect(devices.live).toBe(2);
  });

  it('stops a camera that comes when it is no longer wanted', async () => {
    devices.delayMs = 300;
    const turningOn = media.setCamera(true);
    expect(media.camera$.value.kind).toBe('starting');

    await media.setCamera(false);
    await done(turningOn);

    expect(media.camera$.value.kind).toBe('off');
    expect(devices.live).toBe(0);
  });

  it('ends as the last wish says, with one light on, however fast the camera is toggled', async () => {
    devices.delayMs = 300;
    for (const on of [true, false, true, false, true]) {
      void media.setCamera(on);
      await clock.advance(50);
    }
    await clock.advance(1_000);

    expect(media.camera$.value.kind).toBe('on');
    expect(devices.live).toBe(1);
  });

  it('stops a microphone that comes when it is no longer wanted', async () => {
    devices.delayMs = 300;
    const turningOn = media.setMicrophone(true);

    await media.setMicrophone(false);
    await done(turningOn);

    expect(media.microphone$.value.kind).toBe('off');
    expect(devices.live).toBe(0);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'no-device'],
    ['OverconstrainedError', 'no-device'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['SecurityError', 'insecure-origin'],
    ['UnheardOfError', 'unknown'],
  ])('reads %s as %s, and tries again when asked again', async (name, reason) => {
    devices.refuse('video', name);
    await done(media.setCamera(true));
    expect(media.camera$.value).toEqual({ kind: 'failed', reason });

    devices.refuse('video', null);
    await done(media.setCamera(true));
    expect(media.camera$.value.kind).toBe('on');
  });

  it('says that the origin is not secure where the browser has no media devices', async () => {
    media = new LocalMedia(undefined, clock);
    await media.start({ microphone: true, camera: true });

    expect(media.microphone$.value).toEqual({ kind: 'failed', reason: 'insecure-origin' });
    expect(media.camera$.value).toEqual({ kind: 'failed', reason: 'insecure-origin' });
  });

  it('exchanges a device that is in use, and stays muted if it was', async () => {
    await done(media.setMicrophone(true));
    await media.setMicrophone(false);

    await done(media.chooseDevice('microphone', 'headset'));

    expect(media.microphone$.value.kind).toBe('muted');
    expect(media.outgoing.microphone.value?.enabled).toBe(false);
    expect(devices.questions.at(-1)).toMatchObject({ audio: { deviceId: { exact: 'headset' } } });
    expect(devices.live).toBe(1);
  });

  it('remembers a device that is chosen before it is used, until the choice is taken back', async () => {
    await media.chooseDevice('camera', 'back');
    expect(devices.questions).toHaveLength(0);

    await done(media.setCamera(true));
    expect(devices.questions.at(-1)).toMatchObject({ video: { deviceId: { exact: 'back' } } });

    await done(media.chooseDevice('camera', null));
    expect(devices.questions.at(-1)?.video).not.toHaveProperty('deviceId');
  });

  it('sends the old device until the new one is there, and never two', async () => {
    await done(media.start({ microphone: true, camera: true }));
    const sent: (MediaStreamTrack | null)[] = [];
    media.outgoing.camera.subscribe((track) => sent.push(track));
    devices.delayMs = 300;

    const choosing = media.chooseDevice('camera', 'back');
    await clock.advance(200);
    expect(sent.map((track) => track?.label)).toEqual(['fake video']);
    expect(media.media$.value.camera).toBe(true);

    await done(choosing);
    expect(sent.map((track) => track?.label)).toEqual(['fake video', 'back']);
    expect(devices.live).toBe(2);
  });

  it('stays muted when it is muted while another device is on its way', async () => {
    await done(media.setMicrophone(true));
    devices.delayMs = 300;
    const choosing = media.chooseDevice('microphone', 'headset');
    await clock.advance(100);
    await media.setMicrophone(false);
    await done(choosing);

    expect(media.microphone$.value.kind).toBe('muted');
    expect(media.outgoing.microphone.value?.enabled).toBe(false);
    expect(media.outgoing.microphone.value?.label).toBe('headset');
  });

  it('keeps what it has when the other device cannot be used, and says why', async () => {
    await done(media.setCamera(true));
    const before = media.outgoing.camera.value;
    devices.unplug('back');

    const choosing = media.chooseDevice('camera', 'back');
    await done(choosing);
    expect(await choosing).toBe('no-device');
    expect(media.outgoing.camera.value).toBe(before);
    expect(before?.readyState).toBe('live');

    await media.setCamera(false);
    await done(media.setCamera(true));
    expect(devices.questions.at(-1)?.video).not.toHaveProperty('deviceId');
  });

  it('lets a camera go that can only be opened once, and takes it again if the other one fails', async () => {
    await done(media.setCamera(true));
    devices.refuse('video', 'NotReadableError');
    const choosing = media.chooseDevice('camera', 'back');
    devices.delayMs = 50;
    await clock.advance(20);
    expect(devices.live).toBe(0);
    devices.refuse('video', null);
    await done(choosing);

    expect(media.outgoing.camera.value?.label).toBe('back');
    expect(devices.live).toBe(1);
  });

  it('goes back to the device before when one that must be let go for it fails all the same', async () => {
    await done(media.setCamera(true));
    devices.delayMs = 10;
    devices.refuse('video', 'NotReadableError');
    const choosing = media.chooseDevice('camera', 'back');
    await clock.advance(25);
    devices.refuse('video', null);
    await done(choosing);

    expect(await choosing).toBe('in-use');
    expect(media.camera$.value.kind).toBe('on');
    expect(media.outgoing.camera.value?.label).toBe('fake video');
    expect(devices.live).toBe(1);
  });

  it('takes the last of several devices that are chosen one after the other', async () => {
    await done(media.setMicrophone(true));
    for (const [id, delayMs] of [
      ['one', 500],
      ['two', 300],
      ['three', 100],
    ] as const) {
      devices.delayMs = delayMs;
      void media.chooseDevice('microphone', id);
      await clock.advance(50);
    }
    await clock.advance(1_000);

    expect(media.outgoing.microphone.value?.label).toBe('three');
    expect(devices.live).toBe(1);
  });

  it('processes the sound of the microphone as it is told, without a gap, muted if it was muted', async () => {
    await done(media.setMicrophone(true));
    await media.setMicrophone(false);
    await done(
      media.setAudioProcessing({ echoCancellation: false, noiseSuppression: true, autoGainControl: false }),
    );

    expect(devices.questions.at(-1)?.audio).toMatchObject({
      echoCancellation: false,
      autoGainControl: false,
    });
    expect(media.microphone$.value.kind).toBe('muted');
    expect(devices.live).toBe(1);
  });

  it('keeps no device after it is closed, whatever was under way', async () => {
    devices.delayMs = 300;
    const starting = media.start({ microphone: true, camera: true });
    const sharing = media.startScreen();
    media.close();
    await done(Promise.all([starting, sharing]));
    await done(media.setMicrophone(true));
    await done(media.startScreen());

    expect(devices.live).toBe(0);
    expect(media.media$.value).toEqual({ microphone: false, camera: false, screen: false });
  });
});
