import { type Message, type User } from '@parlour/contracts';
import { type Seen } from './seen-marks';

/**
 * Who has read up to which message and not further, by its `seq`. Nobody stands under a message of their own, which they have
 * read for sure, nor beyond an end of what is held.
 */
export function placeSeen(
  messages: readonly Message[],
  hasNewer: boolean,
  seen: readonly Seen[],
): ReadonlyMap<number, readonly User[]> {
  const placed = new Map<number, User[]>();
  const [first] = messages;
  const last = messages.at(-1);
  if (!first || !last) return placed;
  for (const { user, lastReadSeq } of seen) {
    const own = messages.findLast(({ author }) => author.id === user.id)?.seq ?? 0;
    const seq = Math.max(lastReadSeq, own);
    if (seq === own || seq < first.seq || (seq > last.seq && hasNewer)) continue;
    const at = Math.min(seq, last.seq);
    placed.set(at, [...(placed.get(at) ?? []), user]);
  }
  return placed;
}
