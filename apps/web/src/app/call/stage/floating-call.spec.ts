import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { anna, ben, cem } from '../../core/testing/users';
import { type Rendered, render } from '../../core/testing/rendered';
import { RingStore } from '../../ring/ring-store';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { ringOf } from '../../ring/testing/rings';
import { CallCompanion } from '../call-companion';
import { CallMedia } from '../devices/call-media';
import { type CallPlace } from '../call-place';
import { CallStore } from '../call-store';
import { OngoingCall } from '../ongoing-call';
import { FakeCalls } from '../testing/fake-calls';

const lunch: CallPlace = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' };
const chat: CallPlace = { kind: 'direct', chatId: 'c1' };

describe('the call while another page is read', () => {
  let world: RingWorld;
  let calls: FakeCalls;
  let page: Rendered<CallCompanion>;

  async function open(place: CallPlace, others = [participantOf(ben)]): Promise<void> {
    page = await render(CallCompanion, [
      ...world.providers,
      provideRouter([]),
      { provide: CallStore, useValue: calls },
    ]);
    calls.others.set(others);
    calls.current.set({ place, callId: 'call' });
    TestBed.inject(OngoingCall).handlePlace(place);
    await page.settle();
  }

  beforeEach(() => {
    world = new RingWorld();
    calls = new FakeCalls();
  });

  it('is a tile with its name, its time, and the way back', async () => {
    await open(lunch);
    calls.connectedAt.set(world.clock.now());
    await world.clock.advance(187_000);
    await page.settle();
    const back = page.host.querySelector('a');
    expect(back?.getAttribute('href')).toBe('/rooms/lunch');
    expect(back?.textContent).toContain('Lunch');
    expect(back?.textContent).toContain('3:07');
  });

  it('between people is called by those who are in it', async () => {
    await open(chat, [participantOf(ben), participantOf(cem)]);
    expect(page.text).toContain('Ben, Cem');
    expect(page.host.querySelector('a')?.getAttribute('href')).toBe('/direct/c1');
  });

  it('is muted there', async () => {
    await open(lunch);
    const media = TestBed.inject(CallMedia);
    media.hold(page);
    await world.settled();
    expect(media.microphone().kind).toBe('on');
    await page.click('Microphone');
    expect(media.microphone().kind).toBe('muted');
  });

  it('says by a word what the system withholds, for the tile has no place for it', async () => {
    await open(lunch);
    TestBed.inject(CallMedia).hold(page);
    await world.settled();
    world.devices.tracks.find(({ kind }) => kind === 'audio')?.muteBySource(true);
    await world.clock.advance(1_500);
    expect(world.said).toEqual(['devices.withheld.microphone.what']);
  });

  it('is left there, and the tile goes with it', async () => {
    await open(lunch);
    await page.click('Leave call');
    expect(calls.left).toBe(1);
    expect(page.host.querySelector('parlour-floating-call')).toBeNull();
  });

  it('is no tile where its own page is shown', async () => {
    await open(lunch);
    TestBed.runInInjectionContext(() => TestBed.inject(OngoingCall).isShownBy(() => lunch));
    await page.settle();
    expect(page.host.querySelector('parlour-floating-call')).toBeNull();
  });

  it('says that it rings, and whom, while nobody has answered', async () => {
    await open(chat, []);
    const ring = ringOf({ caller: anna, callee: ben, callId: 'call', chatId: 'c1' });
    const rings = TestBed.inject(RingStore);
    world.realtime.answer('ring:start', () => ({ ring, joined: null }));
    await rings.invite(ben.id, 'call', { microphone: true, camera: true, screen: false });
    await page.settle();
    expect(page.text).toContain('Ben');
    expect(page.text).toContain('Ringing…');
  });
});
