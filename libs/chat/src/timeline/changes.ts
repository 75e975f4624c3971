import { type Message } from '@parlour/contracts';
import { changeOf, newerOf } from './versions';

/** So many of the latest changes are kept, for pages that were read before them and arrive after them. */
const changesMaxItems = 200;

/** How far the changes of a chat are known. */
export interface Changes {
  /** Every change up to this one is in what is held. */
  readonly cursor: number;
  /** The highest that was heard of. */
  readonly latest: number;
  /** Messages by their latest changes, in that order; all behind `knownFrom` up to the cursor, and what came beyond it. */
  readonly recent: readonly Message[];
  readonly knownFrom: number;
}

export const noChanges: Changes = { cursor: 0, latest: 0, recent: [], knownFrom: 0 };

/** From a page that was read at this change. */
export function startingAt({ recent }: Changes, change: number): Changes {
  const later = recent.filter((message) => changeOf(message) > change);
  return learn({ cursor: change, latest: change, recent: [], knownFrom: change }, later);
}

/** @param upTo all changes up to this one are among them, or have been overtaken by later ones that are. */
export function learn(changes: Changes, changed: readonly Message[], upTo = 0): Changes {
  const byChange = new Map([...changes.recent, ...changed].map((message) => [changeOf(message), message]));
  byChange.delete(0);
  const sorted = [...byChange.values()].sort((a, b) => changeOf(a) - changeOf(b));
  let cursor = Math.max(changes.cursor, upTo);
  for (const message of sorted) if (changeOf(message) === cursor + 1) cursor += 1;
  const newest = sorted.at(-1);
  const dropped = sorted.at(-changesMaxItems - 1);
  return {
    cursor,
    latest: Math.max(changes.latest, cursor, newest ? changeOf(newest) : 0),
    recent: sorted.slice(-changesMaxItems),
    knownFrom: Math.max(changes.knownFrom, dropped ? changeOf(dropped) : 0),
  };
}

/** The latest known version of each message that has changed lately, by its id. */
export function knownChanges({ recent }: Changes): ReadonlyMap<string, Message> {
  const known = new Map<string, Message>();
  for (const message of recent) known.set(message.id, newerOf(known.get(message.id) ?? message, message));
  return known;
}
