import { stageLayout, upright, type StageSpace } from './stage-layout';

const viewports: StageSpace[] = [
  { width: 960, height: 640, gap: 8 },
  { width: 1900, height: 900, gap: 12 },
  { width: 640, height: 700, gap: 8 },
  { width: 374, height: 560, gap: 8 },
  { width: 304, height: 300, gap: 8 },
  { width: 800, height: 180, gap: 8 },
];
const everyCall = viewports.flatMap((space) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((count) => ({ ...space, count })),
);

describe('the stage', () => {
  it.each(everyCall)('holds $count tiles in $width × $height without scrolling', ({ count, ...space }) => {
    const { columns, rows, tileWidth, tileHeight } = stageLayout(count, space);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
    expect(columns * tileWidth + (columns - 1) * space.gap).toBeLessThanOrEqual(space.width);
    expect(rows * tileHeight + (rows - 1) * space.gap).toBeLessThanOrEqual(space.height);
  });

  it.each(everyCall)('keeps $count tiles in $width × $height at 16:9', ({ count, ...space }) => {
    const { tileWidth, tileHeight } = stageLayout(count, space);
    expect(Math.abs(tileWidth - (tileHeight * 16) / 9)).toBeLessThanOrEqual(2);
  });

  it('has no empty row', () => {
    for (const { count, ...space } of everyCall) {
      const { columns, rows } = stageLayout(count, space);
      expect(columns * (rows - 1)).toBeLessThan(count);
    }
  });

  it('puts two people side by side on a wide screen and above each other on an upright one', () => {
    expect(stageLayout(2, { width: 1200, height: 600, gap: 8 }).columns).toBe(2);
    expect(stageLayout(2, { width: 374, height: 560, gap: 8 }, upright).columns).toBe(1);
  });

  it('fills an upright screen with taller tiles, never taller than 3:4', () => {
    const two = stageLayout(2, { width: 374, height: 560, gap: 8 }, upright);
    expect(two.tileHeight * 2 + 8).toBe(560);
    const alone = stageLayout(1, { width: 374, height: 900, gap: 8 }, upright);
    expect(alone.tileHeight).toBe(Math.floor((374 * 4) / 3));
  });

  it('is empty where there is no space, and never negative', () => {
    const { tileWidth, tileHeight } = stageLayout(3, { width: 0, height: 0, gap: 8 });
    expect([tileWidth, tileHeight]).toEqual([0, 0]);
  });
});
