import { type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { type Behavior, type RemotePeer } from '@parlour/webrtc';
import { of, switchMap } from 'rxjs';

/** What a peer shows, for a template; `otherwise` while there is none. In an injection context. */
export function peerSignal<T>(
  peer: Signal<RemotePeer | undefined>,
  select: (peer: RemotePeer) => Behavior<T>,
  otherwise: T,
): Signal<T> {
  return toSignal(toObservable(peer).pipe(switchMap((now) => (now ? select(now) : of(otherwise)))), {
    initialValue: otherwise,
  });
}
