import type { Pair, Side } from './relation.js';

/** The columns of `relations`, as SQL selects them; all null where two people are nothing to each other. */
export interface RelationRow {
  readonly requestedBy: string | null;
  readonly requestedAt: Date | null;
  readonly friendsSince: Date | null;
  readonly lowBlockedAt: Date | null;
  readonly highBlockedAt: Date | null;
}

export function pairOf(
  { requestedBy, requestedAt, friendsSince, lowBlockedAt, highBlockedAt }: RelationRow,
  lowId: string,
): Pair {
  const by = requestedBy === lowId ? 'low' : 'high';
  return {
    request: requestedAt && { by, at: requestedAt },
    friendsSince,
    blockedAt: { low: lowBlockedAt, high: highBlockedAt },
  };
}

/** Ids are in lower case everywhere, so that they sort as PostgreSQL sorts them. */
export const sideOf = (userId: string, otherId: string): Side => (userId < otherId ? 'low' : 'high');
