import { FakeClock, FakeMediaDevices } from '../testing';
import { type DeviceNews, type ListedDevice } from './device-follow';
import { LocalMedia } from './local-media';

const listed = (kind: ListedDevice['kind'], ...ids: string[]): ListedDevice[] =>
  ids.map((id) => ({ kind, deviceId: id, groupId: `group of ${id}`, label: id }));

describe('local media, as devices come and go', () => {
  let clock: FakeClock;
  let devices: FakeMediaDevices;
  let media: LocalMedia;
  let news: DeviceNews[];

  const begin = (chosen: { microphone?: string; camera?: string } = {}): void => {
    clock = new FakeClock();
    devices = new FakeMediaDevices(clock);
    media = new LocalMedia(devices, clock, { chosen });
    news = [];
    media.news$.subscribe((each) => news.push(each));
  };
  const start = async (): Promise<void> => {
    void media.start({ microphone: true, camera: true });
    await clock.advance(100);
  };
  /** As the browser does it: the track ends. */
  const unplug = async (id: string): Promise<void> => {
    devices.unplug(id);
    for (const track of devices.tracks) if (track.label === id) track.endBySource();
    await clock.advance(100);
  };

  beforeEach(() => {
    begin();
  });

  it('goes on with another device when the one in use is unplugged, and says which', async () => {
    begin({ microphone: 'headset' });
    await start();
    expect(media.outgoing.microphone.value?.label).toBe('headset');

    await unplug('headset');

    expect(media.outgoing.microphone.value?.label).toBe('fake audio');
    expect(media.media$.value.microphone).toBe(true);
    expect(news).toEqual([{ kind: 'replaced', device: 'microphone', label: 'fake audio' }]);
    expect(devices.live).toBe(2);
  });

  it('lets nobody hear by another microphone who was muted', async () => {
    begin({ microphone: 'headset' });
    await start();
    await media.setMicrophone(false);

    await unplug('headset');

    expect(media.microphone$.value.kind).toBe('muted');
    expect(media.outgoing.microphone.value?.enabled).toBe(false);
  });

  it('goes back to the chosen device when it is plugged in again', async () => {
    begin({ microphone: 'headset' });
    media.handleDevices(listed('microphone', 'built-in', 'headset'));
    await start();
    await unplug('headset');
    media.handleDevices(listed('microphone', 'built-in'));

    devices.plugIn('headset');
    media.handleDevices(listed('microphone', 'built-in', 'headset'));
    await clock.advance(100);

    expect(media.outgoing.microphone.value?.label).toBe('headset');
    expect(news.at(-1)).toEqual({ kind: 'returned', device: 'microphone', label: 'headset' });
    expect(devices.live).toBe(2);
  });

  it('begins with another device where the chosen one is not there, and says so', async () => {
    begin({ camera: 'back' });
    devices.unplug('back');
    await start();

    expect(media.outgoing.camera.value?.label).toBe('fake video');
    expect(news).toEqual([{ kind: 'replaced', device: 'camera', label: 'fake video' }]);
  });

  it('has failed when there is no other, and tries again when something is plugged in', async () => {
    media.handleDevices(listed('camera', 'front'));
    await start();
    devices.refuse('video', 'NotFoundError');
    for (const track of devices.tracks) if (track.kind === 'video') track.endBySource();
    await clock.advance(100);
    expect(media.camera$.value).toEqual({ kind: 'failed', reason: 'unplugged' });
    expect(media.outgoing.camera.value).toBeNull();
    expect(media.media$.value).toMatchObject({ microphone: true, camera: false });

    devices.refuse('video', null);
    media.handleDevices(listed('camera', 'other'));
    await clock.advance(100);

    expect(media.camera$.value.kind).toBe('on');
  });

  it('tries no more than once to replace a device that fails as soon as it captures', async () => {
    await start();
    const failing = devices.questions.length;
    for (let time = 0; time < 5; time += 1) {
      for (const track of devices.tracks) if (track.kind === 'video') track.endBySource();
      await clock.advance(100);
    }

    expect(devices.questions).toHaveLength(failing + 1);
    expect(media.camera$.value).toEqual({ kind: 'failed', reason: 'unplugged' });
    expect(media.microphone$.value.kind).toBe('on');
  });

  it('says that it was denied when the person takes the permission back', async () => {
    await start();
    devices.refuse('audio', 'NotAllowedError');
    for (const track of devices.tracks) if (track.kind === 'audio') track.endBySource();
    await clock.advance(100);

    expect(media.microphone$.value).toEqual({ kind: 'failed', reason: 'denied' });
  });

  it('tells of a new device and leaves the one in use alone', async () => {
    media.handleDevices(listed('camera', 'front'));
    await start();
    const before = media.outgoing.camera.value;
    media.handleDevices(listed('camera', 'front', 'back'));
    await clock.advance(100);

    expect(news).toEqual([{ kind: 'found', device: 'camera', label: 'back' }]);
    expect(media.outgoing.camera.value).toBe(before);
  });
});
