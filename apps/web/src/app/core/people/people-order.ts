import { type Person, type PresenceState } from '@parlour/contracts';

/** Who can be talked to first. Somebody in a call is there, and so is who does not want to be disturbed. */
const ranks: Readonly<Record<PresenceState, number>> = {
  online: 0,
  'in-call': 0,
  dnd: 0,
  away: 1,
  offline: 2,
};

/** Made once: of a thousand names each is compared ten times. */
const { compare } = new Intl.Collator();

const rankOf = ({ presence }: Person): number => ranks[presence?.state ?? 'offline'];
const nameOf = ({ user }: Person): string => user.displayName || user.username;

/** Those who are there before those who are away, those before who is offline; by name among themselves. */
export function byPresence(a: Person, b: Person): number {
  return rankOf(a) - rankOf(b) || compare(nameOf(a), nameOf(b));
}

/** The latest change first. */
export function newestFirst(a: Person, b: Person): number {
  return compare(b.since ?? '', a.since ?? '') || compare(nameOf(a), nameOf(b));
}
