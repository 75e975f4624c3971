import { TestBed } from '@angular/core/testing';
import { render } from '../../core/testing/rendered';
import { CallMedia } from './call-media';
import { ShareButton } from './share-button';
import { DeviceWorld } from './testing/device-world';

describe('the button that shares a screen', () => {
  it('shares, and stops, and says which', async () => {
    const world = new DeviceWorld();
    const page = await render(ShareButton, world.deviceProviders);
    TestBed.inject(CallMedia).hold({});
    await page.click('Share screen');
    await world.pass();
    await page.settle();
    expect(TestBed.inject(CallMedia).sending().screen).toBe(true);
    await page.click('Stop sharing');
    expect(TestBed.inject(CallMedia).sending().screen).toBe(false);
    expect(page.button('Share screen')).toBeDefined();
  });

  it('is not there where a browser cannot share', async () => {
    const world = new DeviceWorld();
    Object.assign(world.platform, { mediaDevices: { getUserMedia: () => Promise.reject(new Error()) } });
    const page = await render(ShareButton, world.deviceProviders);
    expect(page.buttons()).toEqual([]);
  });
});
