import { type Message } from '@parlour/contracts';

/**
 * What is known of one chat. `messages` is a stretch without a gap, in order of `seq`; what arrived beyond a gap waits
 * in `ahead` until the gap is filled. The server counts `seq` without gaps, so that a gap here means: not yet fetched.
 */
export interface Timeline {
  readonly messages: readonly Message[];
  readonly ahead: readonly Message[];
  /** Whether there are older messages than the first one here. */
  readonly hasOlder: boolean;
  /** Until the newest page has come, everything that arrives live waits in `ahead`. */
  readonly loaded: boolean;
}

export const emptyTimeline: Timeline = { messages: [], ahead: [], hasOlder: false, loaded: false };

/** The newest page, newest first as the server gives it. Forgets what was known before, keeps what arrived live. */
export function startWith(timeline: Timeline, page: readonly Message[], hasOlder: boolean): Timeline {
  return receive({ ...timeline, messages: bySeq(page), hasOlder, loaded: true }, timeline.messages);
}

/** Messages in any order, known ones among them. */
export function receive(timeline: Timeline, incoming: readonly Message[]): Timeline {
  if (!timeline.loaded) return { ...timeline, ahead: bySeq([...timeline.ahead, ...incoming]) };
  const last = lastSeq(timeline);
  const newer = bySeq([...timeline.ahead, ...incoming]).filter((message) => message.seq > last);
  const gap = newer.findIndex((message, index) => message.seq !== last + 1 + index);
  const next = gap < 0 ? newer : newer.slice(0, gap);
  const ahead = gap < 0 ? [] : newer.slice(gap);
  if (next.length === 0 && ahead.length === timeline.ahead.length) return timeline;
  return { ...timeline, messages: [...timeline.messages, ...next], ahead };
}

/** The page directly before the first message. */
export function prepend(timeline: Timeline, page: readonly Message[], hasOlder: boolean): Timeline {
  const first = timeline.messages[0]?.seq ?? Infinity;
  const older = bySeq(page).filter((message) => message.seq < first);
  return { ...timeline, messages: [...older, ...timeline.messages], hasOlder };
}

export const lastSeq = (timeline: Timeline): number => timeline.messages.at(-1)?.seq ?? 0;
export const firstSeq = (timeline: Timeline): number | null => timeline.messages[0]?.seq ?? null;
export const hasGap = (timeline: Timeline): boolean => timeline.loaded && timeline.ahead.length > 0;

/** In order, each once. */
function bySeq(messages: readonly Message[]): readonly Message[] {
  const unique = new Map(messages.map((message) => [message.seq, message]));
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}
