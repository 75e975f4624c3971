import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type Rendered, render } from '../core/testing/rendered';
import { roomOf } from '../core/testing/rooms';
import { anna, ben } from '../core/testing/users';
import { RingWorld, participantOf } from '../ring/testing/ring-world';
import { nextId, ringOf } from '../ring/testing/rings';
import { CallRoom } from './call-room';
import { CallStore } from './call-store';
import { CallMedia } from './devices/call-media';

const room = roomOf({ live: [ben] });

@Component({ imports: [CallRoom], template: `<parlour-call-room [room]="room" />` })
class Page {
  protected readonly room = room;
}

describe('the call of a room', () => {
  let world: RingWorld;
  let page: Rendered<Page>;
  let calls: CallStore;

  /** The stage waits for the others, and no longer than this. */
  const staged = async () => {
    await settle();
    await world.clock.advance(500);
    await settle();
  };

  const settle = async () => {
    await world.settled();
    await page.settle();
  };

  beforeEach(async () => {
    // jsdom lays nothing out.
    globalThis.ResizeObserver = class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    };
    world = new RingWorld();
    page = await render(Page, [...world.providers, provideRouter([])]);
    calls = TestBed.inject(CallStore);
    const seat = world.seatIn(ringOf(), [participantOf(ben)]);
    world.realtime.answer('call:join', () => seat);
  });

  it('begins with oneself and who is inside, and is joined with one press', async () => {
    expect(page.text).toContain('Ben is in the call.');
    await page.click('Join call');
    await staged();
    expect(page.button('Leave call')).toBeDefined();
    expect(page.buttons().filter(({ ariaLabel }) => ariaLabel === 'Add somebody')).toEqual([]);
  });

  it('says before it that a device gives nothing, for as long as that is so', async () => {
    TestBed.inject(CallMedia).hold(page);
    await settle();
    const camera = world.devices.tracks.find(({ kind }) => kind === 'video');
    camera?.muteBySource(true);
    await world.clock.advance(1_500);
    await settle();
    expect(page.text).toContain('You cannot be seen: your camera gives no picture.');
    expect(page.text).toContain('No picture from you for now.');
    camera?.muteBySource(false);
    await settle();
    expect(page.text).not.toContain('You cannot be seen');
  });

  it('says why one is not in it any more', async () => {
    await page.click('Join call');
    await settle();
    world.realtime.push('call:ended', { callId: calls.call()?.callId ?? '', reason: 'replaced' });
    await settle();
    expect(page.alert).toContain('another tab of yours');
  });

  it('asks in plain words while one is in another call, and ends that one only when told to', async () => {
    await calls.enter({ kind: 'direct', chatId: nextId() }, async () =>
      world.seatIn(ringOf({ caller: anna }), [participantOf(ben)]),
    );
    await settle();
    expect(page.text).toContain('You are in another call');
    expect(page.host.querySelector('a')?.getAttribute('href')).toMatch(/^\/direct\//);
    expect(world.realtime.sent('call:leave')).toEqual([]);
    await page.click('Leave it and join here');
    await staged();
    expect(world.realtime.sent('call:leave')).toHaveLength(1);
    expect(calls.place()).toMatchObject({ kind: 'room', slug: 'lunch' });
    expect(page.button('Leave call')).toBeDefined();
  });
});
