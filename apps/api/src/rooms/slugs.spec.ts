import { slug as slugSchema } from '@parlour/contracts';
import { slugCandidates, slugOf } from './slugs.js';

describe('slugOf', () => {
  it.each([
    ['Sunday lunch', 'sunday-lunch'],
    ['  Käse & Wein!  ', 'kaese-wein'],
    ['STRAßE', 'strasse'],
    ['Ka\u0308se', 'kaese'],
    ['Crème brûlée', 'creme-brulee'],
    ['Smørrebrød på Åland', 'smoerrebroed-paa-aaland'],
    ['ＦＵＬＬ ｗｉｄｔｈ', 'full-width'],
    ['İstanbul', 'istanbul'],
    ['100 %', '100'],
    ['日本語', 'room'],
    ['🦊', 'room'],
    ['---', 'room'],
    ['a'.repeat(60) + 'b', 'a'.repeat(60)],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  ])('%j is %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
    expect(slugSchema.safeParse(slug).success).toBe(true);
  });
});

describe('slugCandidates', () => {
  const first = (slug: string, count: number) => {
    const candidates = slugCandidates(slug);
    return Array.from({ length: count }, () => candidates.next().value);
  };

  it('are the slug, then the slug with numbers', () => {
    expect(first('lunch', 4)).toEqual(['lunch', 'lunch-2', 'lunch-3', 'lunch-4']);
  });

  it('are all slugs, also where the slug is as long as it may be', () => {
    for (const candidate of first('a'.repeat(60), 40)) {
      expect(slugSchema.safeParse(candidate).success).toBe(true);
    }
  });

  it('are many different ones after few steps, where a thousand rooms bear one title', () => {
    expect(new Set(first('room', 30)).size).toBeGreaterThan(25);
  });
});
