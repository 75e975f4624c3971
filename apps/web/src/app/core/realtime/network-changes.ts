import { InjectionToken } from '@angular/core';
import { type Observable, filter, fromEvent, interval, map, merge, share } from 'rxjs';

/**
 * Why what was connected may lead nowhere any more: the network is back; it is another kind of network; or the machine
 * has slept, and whatever it was connected to has gone on without it.
 */
export type NetworkChange = 'online' | 'changed' | 'woke';

const beatMs = 2_000;
/** Browsers slow the timers of hidden pages down to one a second, under load some more. */
const sleptMs = 10_000;

/** The part of NetworkInformation (WICG) in use; Firefox and Safari have none, and only phones tell the type. */
interface Connection extends EventTarget {
  readonly type?: string;
}

/** What this browser tells, and what a clock tells that has leapt. */
export function browserNetworkChanges(window: Window): Observable<NetworkChange> {
  const connection = (window.navigator as { readonly connection?: Connection }).connection;
  const sources = [
    fromEvent(window, 'online').pipe(map(() => 'online' as const)),
    awakenings().pipe(map(() => 'woke' as const)),
  ];
  const kinds = connection ? [kindChanges(connection)] : [];
  return merge(...sources, ...kinds).pipe(share());
}

export const networkChanges = new InjectionToken<Observable<NetworkChange>>('networkChanges', {
  providedIn: 'root',
  factory: () => browserNetworkChanges(globalThis.window),
});

/** `change` also tells of each new estimate of the speed, which is no reason to connect anew. */
function kindChanges(connection: Connection): Observable<'changed'> {
  let before = connection.type;
  return fromEvent(connection, 'change').pipe(
    filter(() => {
      const isNew = connection.type !== before;
      before = connection.type;
      return isNew && connection.type !== 'none';
    }),
    map(() => 'changed' as const),
  );
}

/** By the clock of the wall: the others stand still while the machine sleeps. */
function awakenings(): Observable<unknown> {
  let before = Date.now();
  return interval(beatMs).pipe(
    filter(() => {
      const now = Date.now();
      const passed = now - before;
      before = now;
      return passed > sleptMs;
    }),
  );
}
