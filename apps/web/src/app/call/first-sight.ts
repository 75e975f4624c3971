import { type Participant } from '@parlour/contracts';
import { type RemotePeer } from '@parlour/webrtc';
import { type Observable, filter, of, switchMap } from 'rxjs';
import { type FirstPictureOf } from '../platform/first-picture';

/** Tells when there is something of somebody to be seen, once there is a way to them: at once where their camera is off. */
export function firstSight(
  participant: Participant | undefined,
  peer: Pick<RemotePeer, 'video$'> | undefined,
  firstPictureOf: FirstPictureOf,
): Observable<unknown> {
  if (!participant?.media.camera || !peer) return of(null);
  return peer.video$.pipe(
    filter((track) => track !== null),
    switchMap(firstPictureOf),
  );
}
