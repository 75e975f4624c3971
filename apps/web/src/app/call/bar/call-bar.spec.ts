import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { ben, cem } from '../../core/testing/users';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { type CallPanelName, CallPanels } from '../call-panels';
import { CallStore } from '../call-store';
import { OngoingCall } from '../ongoing-call';
import { FakeCalls } from '../testing/fake-calls';
import { CallBar } from './call-bar';

class FakePanels implements CallPanels {
  readonly offered: readonly CallPanelName[] = ['chat', 'people'];
  readonly shown = signal<CallPanelName | null>(null);
  readonly unseen = signal(0);

  toggle(panel: CallPanelName): void {
    this.shown.set(this.shown() === panel ? null : panel);
  }
}

@Component({ imports: [CallBar], template: '<parlour-call-bar />' })
class Page {}

describe('the bar of a call', () => {
  let world: RingWorld;
  let calls: FakeCalls;
  let panels: FakePanels;
  let page: Rendered<Page>;
  let resize: (width: number) => Promise<void>;

  const names = () => page.buttons().map((button) => button.ariaLabel ?? button.textContent.trim());

  beforeEach(async () => {
    // jsdom lays nothing out.
    globalThis.ResizeObserver = class {
      constructor(tell: (entries: { contentRect: { width: number } }[]) => void) {
        resize = async (width) => {
          tell([{ contentRect: { width } }]);
          await page.settle();
        };
      }
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    } as unknown as typeof ResizeObserver;
    world = new RingWorld();
    calls = new FakeCalls();
    panels = new FakePanels();
    page = await render(Page, [
      ...world.providers,
      { provide: CallStore, useValue: calls },
      { provide: CallPanels, useValue: panels },
    ]);
    calls.others.set([participantOf(ben), participantOf(cem)]);
    calls.current.set({
      place: { kind: 'room', roomId: 'r', slug: 'lunch', title: 'Lunch' },
      callId: 'call',
    });
    TestBed.inject(OngoingCall);
    await page.settle();
  });

  it('raises the hand and lowers it, by a button that says which', async () => {
    await page.click('Raise hand');
    await page.click('Lower hand');
    expect(calls.said).toEqual(['hand up', 'hand down']);
    expect(names()).toContain('Raise hand');
  });

  it('shows whose hand is up, the first in turn first', async () => {
    expect(page.host.querySelector('ol')).toBeNull();
    const [first, second] = calls.others();
    if (!first || !second) throw new Error('two are there');
    calls.others.set([
      { ...first, handRaisedAt: '2026-11-21T10:00:05.000Z' },
      { ...second, handRaisedAt: '2026-11-21T10:00:03.000Z' },
    ]);
    await page.settle();
    const turns = [...page.host.querySelectorAll('ol li')].map(({ textContent }) => textContent.trim());
    expect(turns).toEqual(['Cem', 'Ben']);
  });

  it('sends as many reactions as one likes, until it is closed with Escape', async () => {
    await page.click('Reactions');
    await page.click('👏');
    await page.click('👏');
    expect(calls.said).toEqual(['👏', '👏']);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    await page.settle();
    expect(names()).not.toContain('👏');
  });

  it('has what is rare in a menu', async () => {
    await page.click('More');
    expect(names()).toEqual(expect.arrayContaining(['Layout', 'Devices', 'Connection details']));
  });

  it('moves into the menu what has no place where it is narrow, and out again', async () => {
    const wide = names();
    expect(wide).toEqual(expect.arrayContaining(['Share screen', 'Raise hand', 'People', 'Chat']));
    await resize(366);
    expect(names()).toEqual(['Microphone', 'Camera', 'Reactions', 'Chat', 'More', 'Leave call']);
    await page.click('More');
    await page.click('People');
    expect(panels.shown()).toBe('people');
    await page.click('More');
    await page.click('Raise hand');
    expect(calls.said).toEqual(['hand up']);
    await resize(900);
    expect(names()).toEqual(expect.arrayContaining(['Share screen', 'Lower hand', 'People']));
  });
});
