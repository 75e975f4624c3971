import { type Person, type PresenceState } from '@parlour/contracts';

/** Who can be talked to first. Somebody in a call is there, and so is who does not want to be disturbed. */
const ranks: Readonly<Record<PresenceState, number>> = {
  online: 0,
  'in-call': 0,
  dnd: 0,
  away: 1,
  offline: 2,
};

const rankOf = ({ presence }: Person): number => ranks[presence?.state ?? 'offline'];
const nameOf = ({ user }: Person): string => user.displayName || user.username;

/** Those who are there before those who are away, those before who is offline; by name among themselves. */
export function byPresence(a: Person, b: Person): number {
  return rankOf(a) - rankOf(b) || nameOf(a).localeCompare(nameOf(b));
}

/** The latest change first. */
export function newestFirst(a: Person, b: Person): number {
  return (b.since ?? '').localeCompare(a.since ?? '') || nameOf(a).localeCompare(nameOf(b));
}
