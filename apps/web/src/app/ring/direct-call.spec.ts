import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type DirectChat, type Ring } from '@parlour/contracts';
import { CallPanels } from '../call/call-panels';
import { CallStore } from '../call/call-store';
import { directChatOf } from '../core/testing/people';
import { type Rendered, render } from '../core/testing/rendered';
import { anna, ben } from '../core/testing/users';
import { DirectCall } from './direct-call';
import { RingStore } from './ring-store';
import { RingWorld, participantOf } from './testing/ring-world';
import { ringOf } from './testing/rings';

const chat = signal<DirectChat>(directChatOf(ben));

@Component({ imports: [DirectCall], template: `<parlour-direct-call [chat]="chat()" />` })
class Page {
  protected readonly chat = chat;
}

describe('the call of a direct chat', () => {
  let world: RingWorld;
  let page: Rendered<Page>;
  let rings: RingStore;

  const open = async () => {
    page = await render(Page, [
      ...world.providers,
      provideRouter([{ path: '**', children: [] }]),
      { provide: CallPanels, useValue: { offered: [], shown: signal(null), unseen: signal(0) } },
    ]);
    rings = TestBed.inject(RingStore);
  };
  const mine = () => ringOf({ caller: anna, callee: ben, chatId: chat().id });
  const settle = async () => {
    await world.settled();
    await page.settle();
  };
  const callBen = async (ring: Ring) => {
    world.realtime.answer('ring:start', () => ({ ring, joined: world.seatIn(ring) }));
    void rings.call({ chatId: ring.chatId, userId: ben.id, video: false });
    await settle();
  };

  beforeEach(() => {
    // jsdom lays nothing out.
    globalThis.ResizeObserver = class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    };
    chat.set(directChatOf(ben));
    world = new RingWorld();
  });

  it('is nothing while there is none', async () => {
    await open();
    expect(page.text).toBe('');
  });

  it('goes from ringing over connecting to the end, in words', async () => {
    await open();
    const ring = mine();
    await callBen(ring);
    expect(page.text).toContain('Ringing…');
    expect(page.host.querySelector('[data-awaited] .name')?.textContent).toBe('Ben');
    world.realtime.push('call:participant-joined', { callId: ring.callId, participant: participantOf(ben) });
    world.realtime.push('ring:ended', { ringId: ring.id, callId: ring.callId, outcome: 'answered' });
    await settle();
    expect(page.host.querySelector('parlour-call-status')?.textContent).toContain('Connecting…');
    expect(page.host.querySelector('[data-awaited]')).toBeNull();
    world.realtime.push('call:ended', { callId: ring.callId, reason: 'over' });
    await settle();
    expect(page.text).toContain('The call has ended.');
  });

  it('is taken back with one press while it rings', async () => {
    await open();
    const ring = mine();
    await callBen(ring);
    await page.click('Cancel call');
    await settle();
    expect(world.realtime.sent('call:leave')).toEqual([{ callId: ring.callId }]);
    expect(page.text).toBe('');
  });

  it.each([
    ['callee_busy', 'Ben is in another call. They will see that you called.'],
    ['callee_not_disturbed', 'Ben does not want to be disturbed right now. They will see that you called.'],
    ['not_friends', 'This works between friends only.'],
  ] as const)('that is refused by %s says so, and can be tried again', async (code, words) => {
    await open();
    world.realtime.refuse('ring:start', code);
    void rings.call({ chatId: chat().id, userId: ben.id, video: false });
    await settle();
    expect(page.text).toContain(words);
    await page.click(/Call again/);
    await settle();
    expect(world.realtime.sent('ring:start')).toHaveLength(2);
    await page.click('Close');
    expect(page.text).toBe('');
  });

  it('is not offered again to who is no friend any more', async () => {
    await open();
    world.realtime.refuse('ring:start', 'not_friends');
    void rings.call({ chatId: chat().id, userId: ben.id, video: false });
    await settle();
    chat.set(directChatOf(ben, { state: 'not-friends' }));
    await page.settle();
    expect(page.text).not.toContain('Call again');
  });

  it('says what is wrong with the devices, and goes on without them', async () => {
    world.devices.refuse('audio', 'NotAllowedError');
    await open();
    await callBen(mine());
    expect(page.text).toContain('The microphone is blocked.');
    expect(TestBed.inject(CallStore).phase().kind).toBe('in-call');
  });

  it('shows in its own chat only', async () => {
    await open();
    await callBen(ringOf({ caller: anna, callee: ben }));
    expect(page.text).toBe('');
  });
});
