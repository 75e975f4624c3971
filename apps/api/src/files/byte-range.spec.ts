import * as fc from 'fast-check';
import { byteRangeOf } from './byte-range.js';

describe('the range of a file of 100 bytes that a header asks for', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=99-1000', { first: 99, last: 99 }],
    ['bytes=0-0', { first: 0, last: 0 }],
    [' bytes=5-5 ', { first: 5, last: 5 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=99999999999999999999999-', 'unsatisfiable'],
  ])('is, by %j, %j', (header, range) => {
    expect(byteRangeOf(header, 100)).toEqual(range);
  });

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=9-5',
    'bytes=0-1,5-6',
    'items=0-5',
    'bytes=a-b',
    'bytes=0x1-5',
  ])('is the whole file where %j asks for nothing that is understood', (header) => {
    expect(byteRangeOf(header, 100)).toBeNull();
  });

  it('lies within the file, whatever is asked', () => {
    const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,20}-\d{0,20}$/));
    fc.assert(
      fc.property(header, fc.integer({ min: 1 }), (asked, size) => {
        const range = byteRangeOf(asked, size);
        if (range === null || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
