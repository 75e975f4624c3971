import type { CatchUp, Message, MessagePage } from '@parlour/contracts';
import { knownChanges, learn, type Changes, noChanges, startingAt } from './changes';
import { type Cursor } from '../ports';
import { changeOf, newerOf, withQuoteOf } from './versions';

/** So many messages are held at most, whatever the length of the chat. */
export const windowMaxMessages = 300;
/** So many wait behind a gap at most; what is dropped is fetched with the gap. */
const aheadMaxMessages = 200;

/**
 * What is held of one chat: a window on it without a gap, in order of `seq`. The server counts `seq` and the changes without gaps,
 * so that a gap here means: not yet fetched. Immutable: what did not change stays the same object.
 */
export interface Timeline {
  readonly messages: readonly Message[];
  /** What came live behind a gap, or before the first page; waits until what is missing is there. */
  readonly ahead: readonly Message[];
  readonly hasOlder: boolean;
  /** The window does not reach the end of the chat: what comes live is counted (`latestSeq`) and not held. */
  readonly hasNewer: boolean;
  /** Whether the first page has come. */
  readonly loaded: boolean;
  /** The end is on the screen: when the window is full the oldest go. Otherwise the newest do. */
  readonly following: boolean;
  /** The highest `seq` that was heard of. */
  readonly latestSeq: number;
  readonly changes: Changes;
}

export const emptyTimeline: Timeline = {
  messages: [],
  ahead: [],
  hasOlder: false,
  hasNewer: false,
  loaded: false,
  following: true,
  latestSeq: 0,
  changes: noChanges,
};

export const firstSeq = ({ messages }: Timeline): number | null => messages[0]?.seq ?? null;
/** 0 where nothing is held. */
export const lastSeq = ({ messages }: Timeline): number => messages.at(-1)?.seq ?? 0;
export const holds = (timeline: Timeline, seq: number): boolean =>
  seq >= (firstSeq(timeline) ?? Infinity) && seq <= lastSeq(timeline);

/** Something is missing that others know: the server has to be asked, by {@link cursorOf}. */
export const hasGap = (timeline: Timeline): boolean =>
  timeline.loaded &&
  (timeline.changes.cursor < timeline.changes.latest ||
    (!timeline.hasNewer && lastSeq(timeline) < timeline.latestSeq));

/** From where on to catch up. What lies behind a window in the middle is not asked for. */
export const cursorOf = (timeline: Timeline): Cursor => ({
  seq: timeline.hasNewer ? timeline.latestSeq : lastSeq(timeline),
  change: timeline.changes.cursor,
});

/** Begins anew with this page, and forgets what was held. What came live and is not in the page stays. */
export function start(timeline: Timeline, page: MessagePage): Timeline {
  const changes = startingAt(timeline.changes, page.change);
  const messages = current(changes, page);
  const last = messages.at(-1)?.seq ?? 0;
  const begun = { ...timeline, messages, changes, ahead: [], loaded: true };
  const latestSeq = Math.max(last, page.hasNewer ? timeline.latestSeq : 0);
  return receive({ ...begun, hasOlder: page.hasOlder, hasNewer: page.hasNewer, latestSeq }, timeline.ahead);
}

/** Messages in any order, known ones among them: live, acknowledged, or caught up with. `asOf`: the change they are known to stand at. */
export function receive(timeline: Timeline, incoming: readonly Message[], asOf = 0): Timeline {
  if (incoming.length === 0) return timeline;
  const arrived = current(timeline.changes, { messages: incoming, change: asOf });
  if (!timeline.loaded)
    return { ...timeline, ahead: bySeq([...timeline.ahead, ...arrived]).slice(-aheadMaxMessages) };
  const latestSeq = Math.max(timeline.latestSeq, arrived.at(-1)?.seq ?? 0);
  const refreshed = refresh({ ...timeline, latestSeq }, arrived);
  return timeline.hasNewer ? refreshed : extend(refreshed, arrived);
}

/** A message as it is now, by an event of the server or the answer to a command of one's own. */
export function applyChange(timeline: Timeline, message: Message): Timeline {
  return refresh({ ...timeline, changes: learn(timeline.changes, [message]) }, [message]);
}

/** What was missed, up to the change at which the answer was read. */
export function applyCatchUp(timeline: Timeline, { messages, changed, change }: CatchUp): Timeline {
  const news = [...changed, ...messages.filter((message) => changeOf(message) > timeline.changes.cursor)];
  const learnt = { ...timeline, changes: learn(timeline.changes, news, change) };
  return receive(refresh(learnt, news), messages, change);
}

/** A page that is older than the changes that are still known may hold outdated messages: it is of no use. */
export const isOutdated = (timeline: Timeline, { change }: MessagePage): boolean =>
  change < timeline.changes.knownFrom;

/** The page directly before the window; one that is not is ignored. While the end is on the screen that one stays. */
export function prepend(timeline: Timeline, page: MessagePage): Timeline {
  const first = firstSeq(timeline) ?? Infinity;
  const older = current(timeline.changes, page).filter(({ seq }) => seq < first);
  if (older.length > 0 && older.at(-1)?.seq !== first - 1) return timeline;
  const messages = [...older, ...timeline.messages];
  return atEnd(timeline)
    ? keepNewest({ ...timeline, messages, hasOlder: page.hasOlder })
    : keepOldest({ ...timeline, messages, hasOlder: page.hasOlder });
}

/** The page directly behind the window; one that is not is ignored. */
export function append(timeline: Timeline, page: MessagePage): Timeline {
  const last = lastSeq(timeline);
  const newer = current(timeline.changes, page).filter(({ seq }) => seq > last);
  if (newer.length > 0 && newer[0]?.seq !== last + 1) return timeline;
  const messages = [...timeline.messages, ...newer];
  const end = messages.at(-1)?.seq ?? 0;
  const latestSeq = Math.max(timeline.latestSeq, end);
  return keepNewest({ ...timeline, messages, latestSeq, hasNewer: page.hasNewer || end < latestSeq });
}

export const follow = (timeline: Timeline, following: boolean): Timeline =>
  timeline.following === following ? timeline : { ...timeline, following };

/** Adds what continues the window; the rest waits. */
function extend(timeline: Timeline, arrived: readonly Message[]): Timeline {
  const last = lastSeq(timeline);
  const newer = bySeq([...timeline.ahead, ...arrived]).filter(({ seq }) => seq > last);
  const gap = newer.findIndex(({ seq }, index) => seq !== last + 1 + index);
  const next = gap < 0 ? newer : newer.slice(0, gap);
  const ahead = gap < 0 ? [] : newer.slice(gap).slice(-aheadMaxMessages);
  if (next.length === 0) return ahead.length === 0 ? timeline : { ...timeline, ahead };
  const extended = { ...timeline, messages: [...timeline.messages, ...next], ahead };
  return atEnd(timeline) ? keepNewest(extended) : keepOldest(extended);
}

/** The end of the chat is on the screen. */
const atEnd = ({ following, hasNewer }: Timeline): boolean => following && !hasNewer;

function keepNewest(timeline: Timeline): Timeline {
  if (timeline.messages.length <= windowMaxMessages) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-windowMaxMessages), hasOlder: true };
}

function keepOldest(timeline: Timeline): Timeline {
  if (timeline.messages.length <= windowMaxMessages) return timeline;
  return { ...timeline, messages: timeline.messages.slice(0, windowMaxMessages), ahead: [], hasNewer: true };
}

/** Those that are held, and quotes of them, as they are now. */
function refresh(timeline: Timeline, changed: readonly Message[]): Timeline {
  const newest = new Map<string, Message>();
  for (const message of changed.filter(({ change }) => change !== undefined)) {
    newest.set(message.id, newerOf(newest.get(message.id) ?? message, message));
  }
  if (newest.size === 0) return timeline;
  const update = (message: Message): Message => {
    const version = newerOf(message, newest.get(message.id) ?? message);
    const quoted = version.replyTo && newest.get(version.replyTo.id);
    return quoted ? withQuoteOf(version, quoted) : version;
  };
  return {
    ...timeline,
    messages: mapKeeping(timeline.messages, update),
    ahead: mapKeeping(timeline.ahead, update),
  };
}

/** Messages that were read at a change, oldest first, with what has changed since. */
function current(
  changes: Changes,
  { messages, change }: { readonly messages: readonly Message[]; readonly change: number },
): readonly Message[] {
  const known = knownChanges(changes);
  return bySeq(messages).map((message) => {
    const version = newerOf(message, known.get(message.id) ?? message);
    const quoted = version.replyTo && known.get(version.replyTo.id);
    return quoted && changeOf(quoted) > change ? withQuoteOf(version, quoted) : version;
  });
}

/** In order, each once. */
function bySeq(messages: readonly Message[]): readonly Message[] {
  const unique = new Map<number, Message>();
  for (const message of messages)
    unique.set(message.seq, newerOf(unique.get(message.seq) ?? message, message));
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}

/** The same array where nothing in it has changed. */
function mapKeeping(messages: readonly Message[], update: (message: Message) => Message): readonly Message[] {
  const updated = messages.map(update);
  return updated.some((message, index) => message !== messages[index]) ? updated : messages;
}
