import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { CallStore } from '../call-store';
import { CallMedia } from '../devices/call-media';
import { DeviceWorld } from '../devices/testing/device-world';
import { FakeCalls } from '../testing/fake-calls';
import { SmallCall } from './small-call';

describe('the call in a small window', () => {
  let world: DeviceWorld;
  let page: Rendered<SmallCall>;

  beforeEach(async () => {
    world = new DeviceWorld();
    const calls = new FakeCalls();
    calls.current.set({ place: { kind: 'direct', chatId: 'c1' }, callId: 'call' });
    page = await render(SmallCall, [...world.deviceProviders, { provide: CallStore, useValue: calls }]);
    TestBed.inject(CallMedia).hold({});
    await world.pass();
  });

  it('mutes and unmutes by its button', async () => {
    const pressed = (): string | null => page.button('Microphone').ariaPressed;
    await page.settle();
    expect(pressed()).toBe('true');
    await page.click('Microphone');
    expect(pressed()).toBe('false');
  });

  it('says what the system withholds, for whoever works in the program that has taken it', async () => {
    const camera = world.devices.tracks.find(({ kind }) => kind === 'video');
    camera?.muteBySource(true);
    await world.pass(1_500);
    await page.settle();
    expect(page.host.querySelector('[role=status]')?.textContent).toContain('You cannot be seen');
    camera?.muteBySource(false);
    await page.settle();
    expect(page.host.querySelector('[role=status]')?.textContent.trim()).toBe('');
  });
});
