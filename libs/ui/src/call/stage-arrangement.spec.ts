import { type Arrangement, type Company, type Place, arrange } from './stage-arrangement';
import { type StageSpace } from './stage-layout';

const gap = 8;
const viewports: StageSpace[] = [
  { width: 984, height: 600, gap },
  { width: 664, height: 600, gap },
  { width: 1900, height: 900, gap },
  { width: 374, height: 560, gap },
  { width: 304, height: 320, gap },
  { width: 800, height: 180, gap },
];
const companies: Company[] = [0, 1, 2, 3].flatMap((featured) =>
  [1, 2, 3, 4, 5, 6, 7, 8].flatMap((aside) => [true, false].map((wide) => ({ featured, aside, wide }))),
);
const everyStage = viewports.flatMap((space) => companies.map((company) => ({ ...space, ...company })));

const all = ({ featured, aside }: Arrangement): readonly Place[] => [...featured, ...aside];
const area = ({ width, height }: Place): number => width * height;

const overlap = (a: Place, b: Place): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe('the places on the stage', () => {
  it.each(everyStage)(
    'are all inside $width × $height with $featured large and $aside beside (wide: $wide)',
    ({ width, height, featured, aside, wide }) => {
      const places = all(arrange({ featured, aside, wide }, { width, height, gap }));
      expect(places).toHaveLength(featured + aside);
      for (const place of places) {
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.left + place.width).toBeLessThanOrEqual(width);
        expect(place.top + place.height).toBeLessThanOrEqual(height);
        expect(area(place)).toBeGreaterThan(0);
      }
    },
  );

  it('never cover each other', () => {
    for (const { width, height, featured, aside, wide } of everyStage) {
      const places = all(arrange({ featured, aside, wide }, { width, height, gap }));
      places.forEach((one, index) => {
        for (const other of places.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      });
    }
  });

  // The sizes of a stage at 1280 px (beside the sidebar; beside the chat too) and at 390 px.
  it.each([
    { width: 984, height: 600, featured: 1, aside: 1, large: 0.7, small: 84 },
    { width: 984, height: 600, featured: 1, aside: 2, large: 0.7, small: 84 },
    { width: 984, height: 600, featured: 1, aside: 5, large: 0.7, small: 84 },
    { width: 984, height: 600, featured: 1, aside: 8, large: 0.6, small: 60 },
    { width: 984, height: 600, featured: 2, aside: 5, large: 0.5, small: 84 },
    { width: 664, height: 600, featured: 1, aside: 5, large: 0.6, small: 72 },
    { width: 374, height: 560, featured: 1, aside: 1, large: 0.37, small: 150 },
    { width: 374, height: 560, featured: 1, aside: 8, large: 0.37, small: 66 },
    { width: 374, height: 560, featured: 2, aside: 5, large: 0.5, small: 60 },
  ])(
    'give $featured shared screens most of $width × $height, and each of $aside faces enough to be known',
    ({ width, height, featured, aside, large, small }) => {
      const arrangement = arrange({ featured, aside, wide: true }, { width, height, gap });
      const share = arrangement.featured.reduce((sum, place) => sum + area(place), 0) / (width * height);
      expect(share).toBeGreaterThan(large);
      for (const place of arrangement.aside) expect(place.height).toBeGreaterThanOrEqual(small);
    },
  );

  it('put the faces to the right of a screen where the stage is wide, and below it where it is upright', () => {
    const wide = arrange({ featured: 1, aside: 3, wide: true }, { width: 1240, height: 640, gap });
    expect(wide.aside[0]?.left).toBeGreaterThan(wide.featured[0]?.width ?? Infinity);
    const upright = arrange({ featured: 1, aside: 3, wide: true }, { width: 374, height: 560, gap });
    expect(upright.aside[0]?.top).toBeGreaterThan(upright.featured[0]?.height ?? Infinity);
  });

  it('let a face stand taller than a screen on an upright stage', () => {
    const space = { width: 374, height: 560, gap };
    const [face] = arrange({ featured: 1, aside: 2, wide: false }, space).featured;
    const [screen] = arrange({ featured: 1, aside: 2, wide: true }, space).featured;
    expect(face?.height).toBeGreaterThan(screen?.height ?? Infinity);
  });

  it('are one even grid where nobody is featured', () => {
    const { aside } = arrange({ featured: 0, aside: 5, wide: false }, { width: 984, height: 600, gap });
    expect(new Set(aside.map(area)).size).toBe(1);
    // Two by two, and the last one in the middle.
    const last = aside[4];
    expect((last?.left ?? 0) * 2 + (last?.width ?? 0)).toBeCloseTo(984, -1);
  });

  it('are empty, and never negative, where there is no space', () => {
    for (const place of all(arrange({ featured: 1, aside: 2, wide: true }, { width: 0, height: 0, gap })))
      expect(area(place)).toBe(0);
  });
});
