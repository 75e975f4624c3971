import { FakeClock, FakeMediaDevices, type FakeTrack } from '../testing';
import { LocalMedia } from './local-media';

const passingMs = 1_500;

describe('what the system withholds', () => {
  let clock: FakeClock;
  let devices: FakeMediaDevices;
  let media: LocalMedia;

  const withheld = (): readonly boolean[] => [media.withheld.microphone.value, media.withheld.camera.value];
  /** The one that captures now. */
  const trackOf = (kind: 'audio' | 'video'): FakeTrack => {
    const track = devices.tracks.find((each) => each.kind === kind && each.readyState === 'live');
    if (!track) throw new Error(`No ${kind} is captured`);
    return track;
  };

  beforeEach(async () => {
    clock = new FakeClock();
    devices = new FakeMediaDevices(clock);
    media = new LocalMedia(devices, clock);
    void media.start({ microphone: true, camera: true });
    await clock.advance(100);
  });

  it('is known of each device once it has lasted, and is over at once', async () => {
    expect(withheld()).toEqual([false, false]);
    trackOf('video').muteBySource(true);
    await clock.advance(passingMs - 1);
    expect(withheld()).toEqual([false, false]);
    await clock.advance(1);
    expect(withheld()).toEqual([false, true]);

    trackOf('audio').muteBySource(true);
    await clock.advance(passingMs);
    expect(withheld()).toEqual([true, true]);

    trackOf('video').muteBySource(false);
    expect(withheld()).toEqual([true, false]);
  });

  it('is nothing where it passes, however often', async () => {
    for (const muted of [true, false, true, false, true, false]) {
      trackOf('video').muteBySource(muted);
      await clock.advance(passingMs - 1);
      expect(withheld()).toEqual([false, false]);
    }
  });

  it('changes neither what is on, nor what the others are told', async () => {
    const told: unknown[] = [];
    media.media$.subscribe((state) => told.push(state));
    trackOf('audio').muteBySource(true);
    trackOf('video').muteBySource(true);
    await clock.advance(passingMs);
    expect([media.microphone$.value.kind, media.camera$.value.kind]).toEqual(['on', 'on']);
    expect(told).toEqual([{ microphone: true, camera: true, screen: false }]);
  });

  it('may be so already when the device is let through', async () => {
    await media.setMicrophone(false);
    trackOf('audio').muteBySource(true);
    await media.setMicrophone(true);
    await clock.advance(passingMs);
    expect(withheld()).toEqual([true, false]);
  });

  it('is asked of what is let through only: not of what the person has muted or turned off', async () => {
    trackOf('audio').muteBySource(true);
    trackOf('video').muteBySource(true);
    await clock.advance(passingMs);
    await media.setMicrophone(false);
    await media.setCamera(false);
    expect(withheld()).toEqual([false, false]);
    await clock.advance(passingMs);
    expect(withheld()).toEqual([false, false]);

    await media.setMicrophone(true);
    await clock.advance(passingMs);
    expect(withheld()).toEqual([true, false]);
  });

  it('is over when another device is taken that gives something', async () => {
    const covered = trackOf('video');
    covered.muteBySource(true);
    await clock.advance(passingMs);
    void media.chooseDevice('camera', 'another');
    await clock.advance(100);
    expect(withheld()).toEqual([false, false]);

    covered.muteBySource(true);
    await clock.advance(passingMs);
    expect(withheld()).toEqual([false, false]);
  });

  it('leaves nothing waiting when all is closed', async () => {
    trackOf('video').muteBySource(true);
    media.close();
    expect(clock.pending).toBe(0);
  });
});
