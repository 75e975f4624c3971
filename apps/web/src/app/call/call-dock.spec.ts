import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type Rendered, render } from '../core/testing/rendered';
import { RingWorld } from '../ring/testing/ring-world';
import { ringOf } from '../ring/testing/rings';
import { CallDock } from './call-dock';
import { type CallPlace } from './call-place';
import { type CallEndCause, OngoingCall } from './ongoing-call';

const lunch: CallPlace = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' };

describe('the frame of every page', () => {
  let world: RingWorld;
  let page: Rendered<CallDock>;
  const end = (cause: CallEndCause, callId: string | null = 'call') =>
    TestBed.inject(OngoingCall).handleEnd({ place: lunch, callId, cause, seconds: null });

  beforeEach(async () => {
    world = new RingWorld();
    page = await render(CallDock, [...world.providers, provideRouter([])]);
  });

  it('is empty while nothing rings and nobody talks', () => {
    expect(page.text).toBe('');
  });

  it('shows what rings, wherever one is', async () => {
    world.realtime.push('ring:incoming', { ring: ringOf() });
    await page.settle();
    expect(page.text).toContain('Ben is calling');
  });

  it.each([
    ['over', 'call.ended.over'],
    ['removed', 'call.ended.removed'],
    ['replaced', 'call.ended.replaced'],
    ['call_not_found', 'call.ended.lost'],
  ] as const)('says that a call which no page shows ended as %s', (cause, words) => {
    end(cause);
    expect(world.said).toEqual([words]);
  });

  it('says nothing of what the person did, or what never began', () => {
    end('left');
    end('call_full', null);
    expect(world.said).toEqual([]);
  });

  it('leaves it to the page of the call to say it', async () => {
    TestBed.runInInjectionContext(() => TestBed.inject(OngoingCall).isShownBy(() => lunch));
    await page.settle();
    end('removed');
    expect(world.said).toEqual([]);
  });
});
