import { type ParticipantId, type PeerState, type RemotePeer } from '@parlour/webrtc';
import { type Observable, filter, map, merge, switchMap } from 'rxjs';

export type PeerCondition = PeerState['kind'];

export interface PeerChange {
  readonly id: ParticipantId;
  /** Undefined: the peer is new. */
  readonly before: PeerCondition | undefined;
  readonly now: PeerCondition;
}

/** What becomes of the ways to the others: each change, and what was before. */
export function peerChanges(
  peers$: Observable<ReadonlyMap<ParticipantId, Pick<RemotePeer, 'state$'>>>,
): Observable<PeerChange> {
  const known = new Map<ParticipantId, PeerCondition>();
  return peers$.pipe(
    switchMap((peers) => {
      for (const id of known.keys()) if (!peers.has(id)) known.delete(id);
      return merge(
        ...[...peers].map(([id, { state$ }]) => state$.pipe(map(({ kind }) => ({ id, now: kind })))),
      );
    }),
    map(({ id, now }) => {
      const before = known.get(id);
      known.set(id, now);
      return { id, before, now };
    }),
    filter(({ before, now }) => before !== now),
  );
}
