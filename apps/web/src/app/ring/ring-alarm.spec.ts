import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Language } from '../core/i18n/language';
import { cem } from '../core/testing/users';
import { CallNotices } from './call-notices';
import { RingAlarm } from './ring-alarm';
import { RingWorld } from './testing/ring-world';
import { ringOf } from './testing/rings';

describe('the alarm', () => {
  let world: RingWorld;
  let alarm: RingAlarm;

  function setHidden(hidden: boolean): void {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }

  beforeEach(async () => {
    world = new RingWorld();
    TestBed.configureTestingModule({ providers: [provideI18n(), ...world.providers] });
    await TestBed.inject(Language).use('en');
    await TestBed.inject(CallNotices).switch(true);
    document.title = 'Lunch · Parlour';
    alarm = TestBed.inject(RingAlarm);
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('flashes in the title, and leaves there what the page has written meanwhile', () => {
    const ring = ringOf();
    alarm.follow('ring', [ring]);
    expect(document.title).toBe('Ben is calling');
    jest.advanceTimersByTime(1_000);
    expect(document.title).toBe('Lunch · Parlour');
    document.title = 'Dinner · Parlour';
    jest.advanceTimersByTime(1_000);
    expect(document.title).toBe('Ben is calling');
    alarm.follow(null, []);
    expect(document.title).toBe('Dinner · Parlour');
    jest.advanceTimersByTime(5_000);
    expect(document.title).toBe('Dinner · Parlour');
  });

  it('needs no notification of the system while the page is looked at', () => {
    alarm.follow('ring', [ringOf()]);
    expect(world.notifications.shown).toEqual([]);
  });

  it('shows one for each who calls while the page is hidden, and takes each away with its ring', () => {
    setHidden(true);
    const [first, second] = [ringOf({ video: true }), ringOf({ caller: cem })];
    alarm.follow('ring', [first]);
    alarm.follow('ring', [first, second]);
    expect(world.notifications.shown).toEqual([
      { title: 'Ben is calling', text: 'Video call', tag: `parlour.ring.${first.id}` },
      { title: 'Cem is calling', text: 'Voice call', tag: `parlour.ring.${second.id}` },
    ]);
    alarm.follow('ring', [second]);
    expect(world.notifications.shown.map(({ title }) => title)).toEqual(['Cem is calling']);
    alarm.follow(null, []);
    expect(world.notifications.shown).toEqual([]);
  });

  it('shows it when the page is hidden while it rings, and takes it away when it is back', () => {
    alarm.follow('ring', [ringOf()]);
    setHidden(true);
    expect(world.notifications.shown).toHaveLength(1);
    setHidden(false);
    expect(world.notifications.shown).toEqual([]);
  });

  it('shows none to who does not want it', async () => {
    await TestBed.inject(CallNotices).switch(false);
    setHidden(true);
    alarm.follow('ring', [ringOf()]);
    expect(world.notifications.shown).toEqual([]);
  });

  it('sounds busy for a moment when a call was declined, and not after', () => {
    alarm.follow('ringback', []);
    alarm.follow(null, []);
    alarm.end('declined');
    expect(world.speaker.sounding).toEqual(['busy']);
    jest.advanceTimersByTime(3_000);
    expect(world.speaker.sounding).toEqual([]);
  });

  it('says nothing by sound when a call was over or nobody answered', () => {
    alarm.end('over');
    alarm.end('missed');
    expect(world.speaker.sounding).toEqual([]);
  });

  it('gives way to a ring', () => {
    alarm.end('busy');
    alarm.follow('ring', [ringOf()]);
    expect(world.speaker.sounding).toEqual(['ring']);
    jest.advanceTimersByTime(3_000);
    expect(world.speaker.sounding).toEqual(['ring']);
  });
});
