import { distinctUntilChanged, fromEvent, map, merge, Observable, of, startWith, switchMap } from 'rxjs';
import { type Clock } from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { type Scope } from '../rx/scope';

/** Browsers mute for a moment as a capture begins, is exchanged, or has a frame late; nobody has to hear of that. In ms. */
const passingMs = 1_500;

/**
 * Whether the system withholds what `track$` should give: a switch at the device, a lid, another program. Its track is
 * `muted` then (W3C Media Capture and Streams section 4.3.1.1): black or silent, and no page can end it. True once it has
 * lasted, false as soon as it is over.
 */
export function withheldBySystem(
  scope: Scope,
  track$: Behavior<MediaStreamTrack | null>,
  clock: Clock,
): Behavior<boolean> {
  const withheld = new Cell(false);
  scope.keep(
    track$
      .pipe(
        switchMap((track) => (track ? mutedOf(track) : of(false))),
        switchMap((muted) => (muted ? lasting(clock) : of(false))),
      )
      .subscribe((is) => {
        withheld.set(is);
      }),
  );
  scope.keep(() => {
    withheld.complete();
  });
  return withheld;
}

const mutedOf = (track: MediaStreamTrack): Observable<boolean> =>
  merge(fromEvent(track, 'mute'), fromEvent(track, 'unmute')).pipe(
    startWith(null),
    map(() => track.muted),
    distinctUntilChanged(),
  );

const lasting = (clock: Clock): Observable<true> =>
  new Observable((subscriber) =>
    clock.schedule(passingMs, () => {
      subscriber.next(true);
    }),
  );
