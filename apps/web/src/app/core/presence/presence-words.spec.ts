import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { type PresenceState } from '@parlour/contracts';
import { Language } from '../i18n/language';
import { provideI18n } from '../i18n/provide-i18n';
import { PresenceWords } from './presence-words';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

async function words(language: 'en' | 'de' = 'en') {
  TestBed.configureTestingModule({ providers: [provideI18n()] });
  await TestBed.inject(Language).use(language);
  jest.useFakeTimers({ now });
  return TestBed.inject(PresenceWords);
}

describe('what somebody is doing, in words', () => {
  afterEach(() => jest.useRealTimers());

  it.each<[PresenceState, string]>([
    ['online', 'Online'],
    ['away', 'Away'],
    ['in-call', 'In a call'],
    ['dnd', 'Does not want to be disturbed'],
    ['offline', 'Offline'],
  ])('%s is %s', async (state, text) => {
    expect((await words()).of({ state, lastSeenAt: null })).toBe(text);
  });

  it.each([
    [0.5, 'Last seen just now'],
    [5, 'Last seen 5 minutes ago'],
    [125, 'Last seen 2 hours ago'],
    [26 * 60, 'Last seen yesterday'],
    [8 * 24 * 60, 'Last seen on November 13, 2026'],
  ])('offline since %s minutes is %s', async (minutes, text) => {
    expect((await words()).of({ state: 'offline', lastSeenAt: ago(minutes) })).toBe(text);
  });

  it('grows old while one looks', async () => {
    const presenceWords = await words();
    const seen = { state: 'offline', lastSeenAt: ago(5) } as const;
    expect(presenceWords.of(seen)).toBe('Last seen 5 minutes ago');
    jest.advanceTimersByTime(60_000);
    expect(presenceWords.of(seen)).toBe('Last seen 6 minutes ago');
  });

  it('is said in the language of the person', async () => {
    expect((await words('de')).of({ state: 'offline', lastSeenAt: ago(5) })).toBe(
      'Zuletzt da: vor 5 Minuten',
    );
  });

  it('is nothing where it is not mine to know', async () => {
    expect((await words()).of(null)).toBeNull();
  });
});
