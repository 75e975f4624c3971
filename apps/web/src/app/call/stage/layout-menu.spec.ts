import { Component } from '@angular/core';
import { MatMenuTrigger } from '@angular/material/menu';
import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { RingWorld } from '../../ring/testing/ring-world';
import { CallStore } from '../call-store';
import { FakeCalls } from '../testing/fake-calls';
import { Fullscreen } from './fullscreen';
import { LayoutMenu } from './layout-menu';
import { SmallWindows } from './small-windows';
import { StageView } from './stage-view';

const place = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' } as const;

@Component({
  imports: [LayoutMenu, MatMenuTrigger],
  template: `
    <parlour-layout-menu #layouts />
    <button [matMenuTriggerFor]="layouts.menu()">Layout</button>
  `,
})
class Host {}

/** The small windows of a browser, without one. */
class FakeWindows {
  isOffered = true;
  opened = 0;
  closed = 0;
  refuses = false;
  private byPerson: () => void = () => undefined;

  open(closed: () => void): Promise<{ close(): void }> {
    if (this.refuses) return Promise.reject(new DOMException('', 'NotAllowedError'));
    this.opened += 1;
    this.byPerson = closed;
    return Promise.resolve({ close: () => (this.closed += 1) });
  }

  closeByPerson(): void {
    this.byPerson();
  }
}

describe('how one looks at the call, by a menu', () => {
  let calls: FakeCalls;
  let windows: FakeWindows;
  let page: Rendered<Host>;

  const choices = (): readonly string[] =>
    page.buttons().flatMap((button) => (button.role === 'menuitemradio' ? [button.textContent.trim()] : []));
  const chosen = (): string | undefined =>
    page
      .buttons()
      .find((button) => button.ariaChecked === 'true')
      ?.textContent.trim();

  async function open(offered: { fullscreen?: boolean; window?: boolean } = {}): Promise<void> {
    windows.isOffered = offered.window ?? true;
    page = await render(Host, [
      ...new RingWorld().providers,
      { provide: CallStore, useValue: calls },
      { provide: SmallWindows, useValue: windows },
      {
        provide: Fullscreen,
        useValue: { isOffered: offered.fullscreen ?? true, isOn: () => false, toggle: () => undefined },
      },
    ]);
    await page.click('Layout');
  }

  beforeEach(() => {
    calls = new FakeCalls();
    calls.current.set({ place, callId: 'call' });
    windows = new FakeWindows();
  });

  it('offers the layouts, and says which one it is', async () => {
    await open();
    expect(choices()).toEqual(['Everybody alike', 'Who speaks, large', 'Only who speaks']);
    expect(chosen()).toBe('Everybody alike');
    await page.click('Who speaks, large');
    expect(TestBed.inject(StageView).layout()).toBe('speaker');
    await page.click('Layout');
    expect(chosen()).toBe('Who speaks, large');
  });

  it('offers nothing that the browser has not got', async () => {
    await open({ fullscreen: false, window: false });
    expect(() => page.button('Full screen')).toThrow();
    expect(() => page.button('Picture-in-picture')).toThrow();
  });

  it('opens a small window, and closes it', async () => {
    await open();
    await page.click('Picture-in-picture');
    expect(windows.opened).toBe(1);
    await page.click('Layout');
    await page.click('Close picture-in-picture');
    expect(windows.closed).toBe(1);
    await page.click('Layout');
    expect(page.button('Picture-in-picture')).toBeTruthy();
  });

  it('knows that the person has closed the small window', async () => {
    await open();
    await page.click('Picture-in-picture');
    windows.closeByPerson();
    await page.click('Layout');
    expect(page.button('Picture-in-picture')).toBeTruthy();
  });

  it('goes on without one where the browser refuses it', async () => {
    await open();
    windows.refuses = true;
    await page.click('Picture-in-picture');
    await page.click('Layout');
    windows.refuses = false;
    await page.click('Picture-in-picture');
    expect(windows.opened).toBe(1);
  });

  it('closes the small window with the call', async () => {
    await open();
    await page.click('Picture-in-picture');
    calls.current.set(null);
    await page.settle();
    expect(windows.closed).toBe(1);
  });
});
