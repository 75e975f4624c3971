import { Component, inject } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { CallMedia } from './call-media';
import { HoldToTalk } from './hold-to-talk';
import { DeviceWorld } from './testing/device-world';

@Component({
  providers: [HoldToTalk],
  template: `<button>Camera</button><input aria-label="Message" />
    <div role="dialog"><button>Close</button></div>`,
})
class Page {
  readonly talk = inject(HoldToTalk);
}

describe('holding the space bar', () => {
  let world: DeviceWorld;
  let media: CallMedia;
  let fixture: ComponentFixture<Page>;
  let page: HTMLElement;

  beforeEach(async () => {
    world = new DeviceWorld();
    TestBed.configureTestingModule({ providers: world.deviceProviders });
    media = TestBed.inject(CallMedia);
    media.hold({});
    fixture = TestBed.createComponent(Page);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await world.pass();
    await media.toggle('microphone');
    await world.pass();
  });

  const key = async (
    type: 'keydown' | 'keyup',
    target: Element = document.body,
    init: KeyboardEventInit = {},
  ) => {
    const event = new KeyboardEvent(type, { key: ' ', bubbles: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    await world.pass();
    return event;
  };
  const find = (selector: string): Element => {
    const found = page.querySelector(selector);
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
  };
  const isHeard = (): boolean => media.sending().microphone;

  it('lets one who is muted be heard until it is let go', async () => {
    expect(isHeard()).toBe(false);
    expect((await key('keydown')).defaultPrevented).toBe(true);
    expect(isHeard()).toBe(true);
    expect((await key('keydown', document.body, { repeat: true })).defaultPrevented).toBe(true);
    expect((await key('keyup')).defaultPrevented).toBe(true);
    expect(isHeard()).toBe(false);
  });

  it('writes a space where one writes', async () => {
    expect((await key('keydown', find('input'))).defaultPrevented).toBe(false);
    expect(isHeard()).toBe(false);
  });

  it('does not reach through a dialog', async () => {
    await key('keydown', find('[role=dialog] button'));
    expect(isHeard()).toBe(false);
  });

  it('presses a button that was reached by keyboard, and talks on one that was only clicked', async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
    expect((await key('keydown', find('button'))).defaultPrevented).toBe(false);
    expect(isHeard()).toBe(false);

    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect((await key('keydown', find('button'))).defaultPrevented).toBe(true);
    expect(isHeard()).toBe(true);
    expect((await key('keyup', find('button'))).defaultPrevented).toBe(true);
  });

  it('ends when the window is left with the key down', async () => {
    await key('keydown');
    window.dispatchEvent(new Event('blur'));
    await world.pass();
    expect(isHeard()).toBe(false);
  });

  it('ends with its page', async () => {
    await key('keydown');
    fixture.destroy();
    await world.pass();
    expect(isHeard()).toBe(false);
  });

  it('does nothing to one who is heard anyway', async () => {
    await media.toggle('microphone');
    await world.pass();
    expect((await key('keydown')).defaultPrevented).toBe(false);
    await key('keyup');
    expect(isHeard()).toBe(true);
  });
});
