import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { CallMedia } from './call-media';
import { DeviceWorld } from './testing/device-world';
import { WithheldHint } from './withheld-hint';

describe('one whose devices the system withholds', () => {
  let world: DeviceWorld;
  let page: Rendered<WithheldHint>;

  const mute = async (kind: 'audio' | 'video', muted: boolean): Promise<void> => {
    for (const track of world.devices.tracks) if (track.kind === kind) track.muteBySource(muted);
    await world.pass(1_500);
    await page.settle();
  };

  beforeEach(async () => {
    world = new DeviceWorld();
    page = await render(WithheldHint, world.deviceProviders);
    TestBed.inject(CallMedia).hold({});
    await world.pass();
  });

  it('reads what is not seen or heard and why, is read it out, and no longer than it is so', async () => {
    const live = page.host.querySelector('[role=status]');
    expect(page.text).toBe('');
    await mute('video', true);
    expect(live?.textContent).toContain('You cannot be seen');
    expect(live?.textContent).toContain('used by another program');
    await mute('audio', true);
    expect(page.text).toContain('You cannot be seen or heard');
    await mute('video', false);
    expect(page.text).toContain('You cannot be heard');
    await mute('audio', false);
    expect(page.text).toBe('');
  });

  it('reads nothing of what they have turned off themselves', async () => {
    await mute('audio', true);
    void TestBed.inject(CallMedia).toggle('microphone');
    await world.pass();
    await page.settle();
    expect(page.text).toBe('');
  });
});
