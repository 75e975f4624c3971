import { TestBed } from '@angular/core/testing';
import { CallMedia } from './call-media';
import { DevicePreferences } from './device-preferences';
import { DeviceWorld, listed } from './testing/device-world';

describe('the devices of this browser', () => {
  let world: DeviceWorld;
  let media: CallMedia;

  const open = (): void => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: world.deviceProviders });
    media = TestBed.inject(CallMedia);
  };
  /** The same browser, another time. */
  const reload = async (): Promise<void> => {
    open();
    media.hold({});
    await world.pass();
  };

  beforeEach(async () => {
    world = new DeviceWorld();
    await reload();
  });

  it('are those that were chosen, the next time too', async () => {
    void media.choose('microphone', 'headset');
    void media.choose('camera', 'back');
    await world.pass();
    expect(world.devices.questions.at(-1)?.video).toMatchObject({ deviceId: { exact: 'back' } });

    await reload();
    expect(world.devices.questions.at(-1)).toMatchObject({
      audio: { deviceId: { exact: 'headset' } },
      video: { deviceId: { exact: 'back' } },
    });
  });

  it('are listened to once, however many want to know how loud it is', async () => {
    const heard: number[] = [];
    const listening = [1, 2].map(() => media.level$.subscribe((level) => heard.push(level)));
    expect(world.measured).toHaveLength(1);
    world.level$.next(0.4);
    expect(heard).toEqual([0.4, 0.4]);

    void media.toggle('microphone');
    await world.pass();
    const aside = [1, 2].map(() => media.levelWhileMuted$.subscribe());
    expect(world.measured).toHaveLength(2);
    for (const subscription of [...listening, ...aside]) subscription.unsubscribe();
  });

  it('are not changed to what cannot be used, and that is said', async () => {
    world.devices.unplug('back');
    void media.choose('camera', 'back');
    await world.pass();

    expect(media.camera().kind).toBe('on');
    expect(world.said).toEqual(['call.trouble.camera.no-device']);
    expect(TestBed.inject(DevicePreferences).chosen('camera')()).toBeNull();
  });

  it('are followed with a word when they go and when they come back', async () => {
    void media.choose('microphone', 'headset');
    await world.pass();
    world.unplug('microphone', 'headset');
    await world.pass();
    expect(media.microphone().kind).toBe('on');
    world.plugIn(...listed('microphone', 'headset'));
    await world.pass();

    expect(world.said).toEqual(['devices.news.microphone.replaced', 'devices.news.microphone.returned']);
  });

  it('are told of when they are new, once', async () => {
    world.plugIn(...listed('camera', 'microscope'));
    await world.pass();
    await media.toggle('camera'); // the list is read again
    await world.pass();
    void media.toggle('camera');
    await world.pass();
    expect(world.said).toEqual(['devices.news.camera.found']);
  });

  it('play by the chosen speaker for as long as it is there, and say when it is not', async () => {
    await media.choose('speaker', 'headset');
    await world.pass();
    expect(media.speakerId()).toBe('headset');

    world.plugged$.next(
      world.plugged$.value.filter(({ kind, deviceId }) => kind !== 'speaker' || deviceId !== 'headset'),
    );
    await world.pass();
    expect(media.speakerId()).toBe('');
    world.plugIn(...listed('speaker', 'headset'));
    await world.pass();
    expect(media.speakerId()).toBe('headset');
    expect(world.said).toEqual(['devices.news.speaker.replaced', 'devices.news.speaker.returned']);
  });

  it('process the voice as it was once said', async () => {
    void media.setAudio('noiseSuppression', false);
    await world.pass();
    expect(world.devices.questions.at(-1)?.audio).toMatchObject({ noiseSuppression: false });
    await reload();
    expect(world.devices.questions.at(-1)?.audio).toMatchObject({
      noiseSuppression: false,
      echoCancellation: true,
    });
  });

  it('are measured beside a muted microphone, and the copy goes with it', async () => {
    const heard: number[] = [];
    const listening = media.levelWhileMuted$.subscribe((level) => heard.push(level));
    world.level$.next(0.5);
    expect(heard).toEqual([]);

    await media.toggle('microphone');
    await world.pass();
    world.level$.next(0.5);
    expect(heard).toEqual([0.5]);
    const aside = world.measured.at(-1);
    expect(aside?.enabled).toBe(true);
    expect(world.devices.tracks).not.toContain(aside);

    void media.toggle('microphone');
    await world.pass();
    expect(aside?.readyState).toBe('ended');
    listening.unsubscribe();
  });

  it('talk for a moment without changing what is wanted the next time', async () => {
    await media.toggle('microphone');
    void media.talk(true);
    await world.pass();
    expect(media.sending().microphone).toBe(true);
    expect(TestBed.inject(DevicePreferences).isWanted('microphone')).toBe(false);
    await media.talk(false);
    expect(media.sending().microphone).toBe(false);
    expect(TestBed.inject(DevicePreferences).isWanted('microphone')).toBe(false);
  });

  it('share a screen, and say when the system forbids it', async () => {
    void media.shareScreen();
    await world.pass();
    expect(media.sending().screen).toBe(true);
    media.stopSharing();
    expect(media.sending().screen).toBe(false);

    world.devices.refuse('screen', 'NotAllowedError', 'Permission denied by system');
    void media.shareScreen();
    await world.pass();
    expect(world.said).toEqual(['devices.share.denied']);
  });

  it('share as film or as text, as it was once said', async () => {
    media.setScreenHint('motion');
    await reload();
    void media.shareScreen();
    await world.pass();
    const screen = media.screen();
    expect(screen.kind === 'on' && screen.track.contentHint).toBe('motion');
  });

  it('give no picture of oneself while the system withholds it, and say so instead', async () => {
    const pictures: MediaStreamTrack[] = [];
    world.platform.createStream = ([track]) => {
      if (track) pictures.push(track);
      return {} as MediaStream;
    };
    const camera = world.devices.tracks.find(({ kind }) => kind === 'video');
    expect(media.picture()).not.toBeNull();
    camera?.muteBySource(true);
    await world.pass(1_500);
    expect(media.picture()).toBeNull();
    expect(media.noPictureWords()).toBe('call.preview.failed');
    expect(media.sending().camera).toBe(true);

    camera?.muteBySource(false);
    expect(media.picture()).not.toBeNull();
    world.devices.tracks.find(({ kind }) => kind === 'audio')?.muteBySource(true);
    await world.pass(1_500);
    expect(media.withheld()).toBe('microphone');
    expect(media.picture()).not.toBeNull();
    expect(pictures).toEqual([camera, camera]); // a picture that is made anew blinks
  });

  it('go off with their last holder, the screen too', async () => {
    const [page, call] = [{}, {}];
    open(); // which closes the one before
    expect(world.devices.live).toBe(0);
    media.hold(page);
    media.hold(call);
    void media.shareScreen();
    await world.pass();
    media.release(page);
    expect(media.sending()).toEqual({ microphone: true, camera: true, screen: true });
    media.release(call);
    expect(world.devices.live).toBe(0);
    expect(media.sending()).toEqual({ microphone: false, camera: false, screen: false });
  });
});
