import { type Candidate, type Cast, type StageWish, castOf, focusOf } from './cast';

const one = (kind: Candidate['kind'], participantId: string): Candidate => ({
  key: `${kind}:${participantId}`,
  kind,
  participantId,
});
const anna = one('self', 'anna');
const ben = one('person', 'ben');
const cem = one('person', 'cem');
const dora = one('awaited', 'dora');
const bensScreen = one('screen', 'ben');
const cemsScreen = one('screen', 'cem');
const ownScreen = one('own-screen', 'anna');

const grid: StageWish = { layout: 'grid', pinned: null, speaker: null };
const speaker: StageWish = { ...grid, layout: 'speaker' };
const spotlight: StageWish = { ...grid, layout: 'spotlight' };

const cast = (featured: readonly Candidate[], aside: readonly Candidate[]): Cast => ({
  featured: featured.map(({ key }) => key),
  aside: aside.map(({ key }) => key),
});

describe('who stands where on the stage', () => {
  it.each<[string, Candidate[], StageWish, Cast]>([
    ['alone: one tile, whatever the layout', [anna], speaker, cast([], [anna])],
    [
      'all alike in the grid, in the order in which they came',
      [anna, ben, cem],
      grid,
      cast([], [anna, ben, cem]),
    ],
    ['the first other, while nobody has spoken', [anna, ben, cem], speaker, cast([ben], [anna, cem])],
    ['who spoke last', [anna, ben, cem], { ...speaker, speaker: 'cem' }, cast([cem], [anna, ben])],
    [
      'somebody else, when who spoke has left',
      [anna, ben],
      { ...speaker, speaker: 'cem' },
      cast([ben], [anna]),
    ],
    ['who is rung, while nobody else is there', [anna, dora], speaker, cast([dora], [anna])],
    ['nobody beside who speaks', [anna, ben, cem], { ...spotlight, speaker: 'cem' }, cast([cem], [])],
    [
      'a screen, faces beside it, in the grid too',
      [anna, ben, cem, bensScreen],
      grid,
      cast([bensScreen], [anna, ben, cem]),
    ],
    [
      'several screens together',
      [anna, ben, cem, bensScreen, cemsScreen],
      speaker,
      cast([bensScreen, cemsScreen], [anna, ben, cem]),
    ],
    ['screens, and no faces', [anna, ben, bensScreen], spotlight, cast([bensScreen], [])],
    [
      'one’s own screen small: it would hold itself',
      [anna, ben, ownScreen],
      grid,
      cast([], [anna, ben, ownScreen]),
    ],
    [
      'what is pinned, in the grid too',
      [anna, ben, cem],
      { ...grid, pinned: cem.key },
      cast([cem], [anna, ben]),
    ],
    [
      'a pin before a screen',
      [anna, ben, bensScreen],
      { ...grid, pinned: ben.key },
      cast([ben], [anna, bensScreen]),
    ],
    [
      'one of two screens, pinned',
      [anna, ben, cem, bensScreen, cemsScreen],
      { ...spotlight, pinned: cemsScreen.key },
      cast([cemsScreen], []),
    ],
    ['oneself, if one wants', [anna, ben], { ...speaker, pinned: anna.key }, cast([anna], [ben])],
    [
      'as without a pin, when what was pinned has gone',
      [anna, ben],
      { ...grid, pinned: bensScreen.key },
      cast([], [anna, ben]),
    ],
  ])('%s', (_, candidates, wish, expected) => {
    expect(castOf(candidates, wish)).toEqual(expected);
  });

  it('shows everybody once, unless only one is to be seen', () => {
    const candidates = [anna, ben, cem, dora, bensScreen, cemsScreen, ownScreen];
    for (const layout of ['grid', 'speaker'] as const) {
      for (const pinned of [null, ...candidates.map(({ key }) => key)]) {
        const { featured, aside } = castOf(candidates, { layout, pinned, speaker: 'cem' });
        expect([...featured, ...aside].sort()).toEqual(candidates.map(({ key }) => key).sort());
      }
    }
  });
});

describe('the one picture of a small place', () => {
  it.each<[string, Candidate[], string | null, Candidate | null]>([
    ['is nobody while one is alone', [anna, ownScreen], null, null],
    ['is who spoke last', [anna, ben, cem], 'cem', cem],
    ['is the first other while nobody has spoken', [anna, ben, cem], null, ben],
    ['is a screen before a face', [anna, ben, cem, cemsScreen], 'ben', cemsScreen],
  ])('%s', (_, candidates, spoke, expected) => {
    expect(focusOf(candidates, { pinned: null, speaker: spoke })).toEqual(expected);
  });

  it('is what is pinned, unless it is oneself', () => {
    expect(focusOf([anna, ben, cem], { pinned: cem.key, speaker: 'ben' })).toEqual(cem);
    expect(focusOf([anna, ben, cem], { pinned: anna.key, speaker: 'ben' })).toEqual(ben);
  });
});
