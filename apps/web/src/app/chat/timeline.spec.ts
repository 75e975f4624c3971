import fc from 'fast-check';
import { type Timeline, emptyTimeline, hasGap, prepend, receive, startWith } from './timeline';
import { messageOf } from './testing/messages';

const page = (...seqs: number[]) => seqs.map((seq) => messageOf({ seq }));
const seqs = (timeline: Timeline): number[] => timeline.messages.map(({ seq }) => seq);

describe('a timeline', () => {
  it('stands in order of seq, whatever the order of arrival', () => {
    const timeline = startWith(emptyTimeline, page(3, 2, 1), false);
    expect(seqs(receive(timeline, page(5, 4)))).toEqual([1, 2, 3, 4, 5]);
  });

  it('holds each message once', () => {
    const timeline = startWith(emptyTimeline, page(2, 1), false);
    expect(seqs(receive(receive(timeline, page(3)), page(3, 2)))).toEqual([1, 2, 3]);
  });

  it('keeps what is beyond a gap until the gap is filled', () => {
    const timeline = receive(startWith(emptyTimeline, page(2, 1), false), page(5));
    expect(hasGap(timeline)).toBe(true);
    expect(seqs(timeline)).toEqual([1, 2]);
    const filled = receive(timeline, page(4, 3));
    expect(hasGap(filled)).toBe(false);
    expect(seqs(filled)).toEqual([1, 2, 3, 4, 5]);
  });

  it('loses nothing that arrives live before the first page', () => {
    const live = receive(receive(emptyTimeline, page(4)), page(5));
    expect(seqs(startWith(live, page(3, 2), true))).toEqual([2, 3, 4, 5]);
  });

  it('takes older pages at its beginning', () => {
    const timeline = startWith(emptyTimeline, page(6, 5), true);
    expect(seqs(prepend(timeline, page(4, 3), true))).toEqual([3, 4, 5, 6]);
  });

  it('holds every message once and in order, however they arrive', () => {
    const deliveries = fc.array(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(deliveries, (arrivals) => {
        const known = arrivals.reduce<Timeline>(
          (timeline, arrival) => receive(timeline, page(...arrival)),
          startWith(emptyTimeline, [], false),
        );
        const all = [...known.messages, ...known.ahead].map(({ seq }) => seq);
        expect(all).toEqual([...new Set(arrivals.flat())].sort((a, b) => a - b));
        expect(seqs(known)).toEqual(seqs(known).map((_, index) => index + 1));
      }),
    );
  });
});
