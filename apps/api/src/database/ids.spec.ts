import { firstIdAt, newId } from './ids.js';

describe('newId', () => {
  it('makes UUIDs of version 7 that carry the time of their making', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const madeAt = Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThan(before + 1_000);
  });

  it('makes ids that differ and sort in the order of their making, also many in one millisecond', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('firstIdAt', () => {
  it('lies between the ids that were made before a moment and those that are made from then on', () => {
    const before = newId();
    const madeAt = Number.parseInt(before.slice(0, 13).replace('-', ''), 16);
    expect(firstIdAt(new Date(madeAt)) < before).toBe(true);
    expect(firstIdAt(new Date(madeAt + 1)) > before).toBe(true);
    expect(firstIdAt(new Date(0))).toBe('00000000-0000-0000-0000-000000000000');
    expect(firstIdAt(new Date('9999-12-31')) < 'ffffffff-ffff-ffff-ffff-ffffffffffff').toBe(true);
  });
});
