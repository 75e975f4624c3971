import type { Message, MessagePage } from '@parlour/contracts';
import { messageOf } from '../testing';
import { quoteOf } from './quote';
import {
  type Timeline,
  append,
  applyCatchUp,
  applyChange,
  cursorOf,
  emptyTimeline,
  follow,
  hasGap,
  isOutdated,
  prepend,
  receive,
  start,
  windowMaxMessages,
} from './timeline';

const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => messageOf({ seq: from + index }));
const seqs = ({ messages }: Timeline) => messages.map(({ seq }) => seq);
const numbers = (from: number, to: number) => range(from, to).map(({ seq }) => seq);

/** Newest first, as the server gives it. */
function page(messages: readonly Message[], fields: Partial<MessagePage> = {}): MessagePage {
  return { messages: messages.toReversed(), hasOlder: false, hasNewer: false, change: 0, ...fields };
}
const started = (from: number, to: number, fields: Partial<MessagePage> = {}) =>
  start(emptyTimeline, page(range(from, to), fields));

describe('a timeline', () => {
  it('holds messages in order and each once, however they come', () => {
    const [one, two, three, four] = range(1, 4) as [Message, Message, Message, Message];
    const timeline = receive(receive(start(emptyTimeline, page([one])), [three, two, three]), [four, one]);
    expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
  });

  it('lets what lies behind a gap wait, and shows it when the gap is filled', () => {
    const gap = receive(started(1, 1), range(3, 3));
    expect(hasGap(gap)).toBe(true);
    expect(seqs(gap)).toEqual([1]);
    const filled = receive(gap, range(2, 2));
    expect(hasGap(filled)).toBe(false);
    expect(seqs(filled)).toEqual([1, 2, 3]);
  });

  it('keeps what arrives before the first page', () => {
    expect(seqs(start(receive(emptyTimeline, range(9, 9)), page(range(7, 8))))).toEqual([7, 8, 9]);
  });

  it('keeps a bounded number of messages waiting behind a gap, and still knows of the gap when part of it is filled', () => {
    const gap = receive(started(1, 1), range(3, 1_000));
    expect(gap.ahead.length).toBeLessThanOrEqual(200);
    const filled = receive(gap, range(2, 400));
    expect(hasGap(filled)).toBe(true);
    expect(cursorOf(filled)).toEqual({ seq: 400, change: 0 });
  });

  describe('as a window', () => {
    it('drops the oldest while the end is on the screen', () => {
      const timeline = receive(started(1, 50), range(51, 400));
      expect(seqs(timeline)).toEqual(numbers(400 - windowMaxMessages + 1, 400));
      expect(timeline).toMatchObject({ hasOlder: true, hasNewer: false });
    });

    it('keeps what is read further up in place, and then counts what comes live instead of holding it', () => {
      const reading = receive(follow(started(1, 50), false), range(51, 400));
      expect(seqs(reading)).toEqual(numbers(1, windowMaxMessages));
      const later = receive(reading, range(401, 401));
      expect(later).toMatchObject({ hasNewer: true, latestSeq: 401, ahead: [] });
      expect(hasGap(later)).toBe(false);
      expect(later.messages).toBe(reading.messages);
    });

    it('moves up and down page by page, without growing', () => {
      let timeline = follow(started(951, 1_000, { hasOlder: true }), false);
      for (let first = 901; first >= 601; first -= 50) {
        timeline = prepend(timeline, page(range(first, first + 49), { hasOlder: true, hasNewer: true }));
      }
      expect(seqs(timeline)).toEqual(numbers(601, 900));
      expect(timeline).toMatchObject({ hasOlder: true, hasNewer: true });
      timeline = append(timeline, page(range(901, 950), { hasOlder: true, hasNewer: true }));
      timeline = append(timeline, page(range(951, 1_000), { hasOlder: true }));
      expect(seqs(timeline)).toEqual(numbers(701, 1_000));
      expect(timeline).toMatchObject({ hasOlder: true, hasNewer: false });
    });

    it('stays at the end while that is on the screen, whatever older page comes', () => {
      const full = receive(started(51, 100, { hasOlder: true }), range(101, 350));
      expect(seqs(prepend(full, page(range(1, 50))))).toEqual(numbers(51, 350));
    });

    it('has not reached the end with a page that was read before the newest came', () => {
      const away = receive(follow(started(1, 50, { hasNewer: true }), false), range(101, 101));
      expect(append(away, page(range(51, 100))).hasNewer).toBe(true);
    });

    it('ignores a page that does not lie next to it', () => {
      const timeline = started(101, 150, { hasOlder: true, hasNewer: true });
      expect(prepend(timeline, page(range(1, 50)))).toBe(timeline);
      expect(append(timeline, page(range(201, 250)))).toBe(timeline);
    });
  });

  describe('follows changes:', () => {
    const changed = (seq: number, change: number, text = `edited ${change}`) =>
      messageOf({ seq, text, change });
    const texts = ({ messages }: Timeline) => messages.map(({ text }) => text);

    it('a message is replaced by its newer version, never by an older one', () => {
      const first = applyChange(started(1, 2), changed(2, 1));
      const second = applyChange(first, changed(2, 2));
      expect(texts(applyChange(second, changed(2, 1)))).toEqual(['message 1', 'edited 2']);
      expect(texts(receive(second, range(2, 2)))).toEqual(['message 1', 'edited 2']);
    });

    it('the cursor only goes forward, and one by one', () => {
      const timeline = started(1, 3, { change: 7 });
      const late = applyChange(timeline, changed(1, 6));
      expect(cursorOf(late).change).toBe(7);
      const ahead = applyChange(late, changed(2, 9));
      expect(cursorOf(ahead).change).toBe(7);
      expect(hasGap(ahead)).toBe(true);
      expect(texts(ahead)[1]).toBe('edited 9');
      const filled = applyChange(ahead, changed(3, 8));
      expect(cursorOf(filled).change).toBe(9);
      expect(hasGap(filled)).toBe(false);
    });

    it('catching up goes to the change at which the answer was read, and on over what came live meanwhile', () => {
      const ahead = applyChange(started(1, 3), changed(2, 5));
      const caught = applyCatchUp(ahead, {
        tooFar: false,
        messages: range(4, 4),
        changed: [changed(1, 4)],
        change: 4,
      });
      expect(cursorOf(caught)).toEqual({ seq: 4, change: 5 });
      expect(texts(caught)).toEqual(['edited 4', 'edited 5', 'message 3', 'message 4']);
    });

    it('a page that was read before a change, and comes after it, is brought up to date', () => {
      const timeline = applyChange(started(51, 60, { hasOlder: true }), changed(50, 1));
      const late = page(range(1, 50), { change: 0 });
      expect(texts(prepend(timeline, late))[49]).toBe('edited 1');
    });

    it('a page that is older than all the changes that are remembered is outdated', () => {
      let timeline = started(51, 60);
      for (let change = 1; change <= 250; change += 1) timeline = applyChange(timeline, changed(1, change));
      expect(isOutdated(timeline, page(range(1, 50), { change: 20 }))).toBe(true);
      expect(isOutdated(timeline, page(range(1, 50), { change: 50 }))).toBe(false);
      expect(timeline.changes.recent.length).toBeLessThanOrEqual(200);
    });

    it('what changed while the first page was on its way is applied to it', () => {
      const early = applyChange(applyChange(emptyTimeline, changed(1, 4)), changed(2, 5));
      const timeline = start(early, page([changed(1, 4), ...range(2, 2)], { change: 4 }));
      expect(texts(timeline)).toEqual(['edited 4', 'edited 5']);
      expect(cursorOf(timeline).change).toBe(5);
    });

    it('a quote says what the quoted message says now', () => {
      const reply = messageOf({ seq: 3, replyTo: quoteOf(messageOf({ seq: 1 })) });
      const timeline = start(emptyTimeline, page([...range(1, 2), reply]));
      const edited = applyChange(timeline, changed(1, 1));
      expect(edited.messages[2]?.replyTo?.text).toBe('edited 1');
      const gone = messageOf({ seq: 1, text: '', deletedAt: reply.createdAt, change: 2 });
      expect(applyChange(edited, gone).messages[2]?.replyTo).toMatchObject({ text: '', deleted: true });
      expect(edited.messages[1]).toBe(timeline.messages[1]);
    });

    it('a quote in a page that was read after a change is left as it is', () => {
      const timeline = applyChange(started(51, 60, { hasOlder: true }), changed(1, 1, 'first'));
      const newer = messageOf({ seq: 50, replyTo: quoteOf(changed(1, 2, 'second')) });
      expect(prepend(timeline, page([newer], { change: 2 })).messages[0]?.replyTo?.text).toBe('second');
    });
  });
});
