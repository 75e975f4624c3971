import { type ParticipantId, type PeerQuality } from '@parlour/webrtc';
import { type Observable, filter, from, map, mergeMap, pairwise } from 'rxjs';

type Qualities = ReadonlyMap<ParticipantId, PeerQuality>;

/**
 * From whom something came at the last reading, and nothing at all at this one. Somebody muted still sends now and then;
 * a way that has broken off shows here some seconds before the browser calls it disconnected.
 */
export function silences(quality$: Observable<Qualities>): Observable<ParticipantId> {
  return quality$.pipe(
    pairwise(),
    mergeMap(([before, now]) =>
      from(now).pipe(
        filter(([id, quality]) => isHeard(before.get(id)) && !isHeard(quality)),
        map(([id]) => id),
      ),
    ),
  );
}

const isHeard = (quality: PeerQuality | undefined): boolean =>
  quality !== undefined && Object.values(quality.inbound).some((stream) => stream !== null);
