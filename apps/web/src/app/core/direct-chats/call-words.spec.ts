import { TestBed } from '@angular/core/testing';
import { ringOutcome } from '@parlour/contracts';
import { Language } from '../i18n/language';
import { provideI18n } from '../i18n/provide-i18n';
import { CallWords, isMissed } from './call-words';

async function words(language: 'en' | 'de' = 'en') {
  TestBed.configureTestingModule({ providers: [provideI18n()] });
  await TestBed.inject(Language).use(language);
  return TestBed.inject(CallWords);
}

const voice = { video: false, durationSeconds: null };

describe('a call in words', () => {
  it.each([
    ['answered', true, 'Voice call · 12 min'],
    ['answered', false, 'Voice call · 12 min'],
    ['missed', true, 'Voice call · no answer'],
    ['missed', false, 'Missed voice call'],
    ['cancelled', false, 'Missed voice call'],
    ['declined', true, 'Voice call · declined'],
    ['declined', false, 'Voice call · you declined'],
    ['busy', false, 'Missed voice call · you were in another call'],
  ] as const)('%s (mine: %s) is %s', async (outcome, mine, text) => {
    expect((await words()).of({ video: false, durationSeconds: 12 * 60, outcome }, mine)).toBe(text);
  });

  it.each(['en', 'de'] as const)('has words for every way to end, on both sides, in %s', async (language) => {
    const calls = await words(language);
    for (const outcome of ringOutcome.options) {
      for (const mine of [true, false])
        expect(calls.of({ ...voice, outcome }, mine)).not.toMatch(/direct\.call|undefined/);
    }
  });

  it.each([
    [8, '8 sec'],
    [59 * 60 + 40, '1 hr'],
    [65 * 60, '1 hr 5 min'],
  ])('of %s seconds took %s', async (seconds, text) => {
    expect((await words()).duration(seconds)).toBe(text);
  });

  it('is missed by who was called and neither answered nor declined', () => {
    const missed = ringOutcome.options.filter((outcome) => isMissed({ outcome }, false));
    expect(missed).toEqual(['cancelled', 'missed', 'busy', 'do-not-disturb']);
    expect(ringOutcome.options.some((outcome) => isMissed({ outcome }, true))).toBe(false);
  });
});
