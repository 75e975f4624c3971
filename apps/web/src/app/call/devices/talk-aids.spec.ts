import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { CallMedia } from './call-media';
import { TalkAids } from './talk-aids';
import { DeviceWorld } from './testing/device-world';

describe('one who is muted', () => {
  let world: DeviceWorld;
  let page: Rendered<TalkAids>;

  beforeEach(async () => {
    world = new DeviceWorld();
    page = await render(TalkAids, world.deviceProviders);
    TestBed.inject(CallMedia).hold({});
    await world.pass();
    await toggle();
  });

  const toggle = async (): Promise<void> => {
    void TestBed.inject(CallMedia).toggle('microphone');
    await world.pass();
    await page.settle();
  };
  const sound = async (level: number, ms = 1_000): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 50) {
      await world.clock.advance(50);
      world.level$.next(level);
    }
    await page.settle();
  };

  it('is told when they speak, and no longer when they are silent', async () => {
    await sound(0.001);
    expect(page.text).toBe('');
    await sound(0.2);
    expect(page.text).toContain('You are muted.');
    expect(page.host.querySelector('[role=status]')?.textContent).toContain('hold the space bar');
    await sound(0.001, 6_000);
    expect(page.text).toBe('');
  });

  it('is told no more once they are heard', async () => {
    await sound(0.2);
    await toggle();
    expect(page.text).toBe('');
  });

  it('sees that they are heard for as long as they hold the space bar', async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
    await page.settle();
    expect(page.text).toContain('You can be heard');
    document.body.dispatchEvent(new KeyboardEvent('keyup', { key: ' ', bubbles: true }));
    await page.settle();
    expect(page.text).toBe('');
  });
});
