import {
  type Observable,
  distinctUntilChanged,
  filter,
  fromEvent,
  map,
  merge,
  startWith,
  switchMap,
  throttleTime,
  timer,
} from 'rxjs';

const inputs = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'] as const;
/** A moving pointer makes an event per frame: that somebody is there is learnt often enough like this. */
const noticeEveryMs = 5_000;

/**
 * Whether there was input in this tab within `awayAfterMs`: true at once, and then whenever it changes. Coming back to
 * the tab is input.
 */
export function activityOf(document: Document, awayAfterMs: number): Observable<boolean> {
  const cameBack$ = fromEvent(document, 'visibilitychange').pipe(
    filter(() => document.visibilityState === 'visible'),
  );
  const listening = { passive: true, capture: true };
  return merge(cameBack$, ...inputs.map((name) => fromEvent(document, name, listening))).pipe(
    throttleTime(noticeEveryMs),
    startWith(null),
    switchMap(() =>
      timer(awayAfterMs).pipe(
        map(() => false),
        startWith(true),
      ),
    ),
    distinctUntilChanged(),
  );
}
