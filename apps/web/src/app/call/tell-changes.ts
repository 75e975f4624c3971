import {
  EMPTY,
  type Observable,
  type Subscription,
  catchError,
  defer,
  distinctUntilChanged,
  retry,
  skip,
  startWith,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import { ApiFailure } from '../core/api/api-failure';

/** Between two tries to tell the server something, while it cannot take it. */
const againMs = 1_000;
const maxTries = 10;

export interface Telling<T> {
  /** What the server takes for true already. */
  readonly known: T;
  readonly tell: (value: T) => Promise<unknown>;
  readonly isSame?: (one: T, other: T) => boolean;
}

/** Tells the server of each change, beginning with what it knows; only the latest one counts. */
export function tellChanges<T>(value$: Observable<T>, { known, tell, isSame }: Telling<T>): Subscription {
  return value$
    .pipe(
      startWith(known),
      distinctUntilChanged(isSame),
      skip(1),
      switchMap((value) =>
        defer(() => tell(value)).pipe(
          retry({ count: maxTries, delay: againIfPassing }),
          catchError(() => EMPTY),
        ),
      ),
    )
    .subscribe();
}

const againIfPassing = (error: unknown) =>
  ApiFailure.of(error).isPassing ? timer(againMs) : throwError(() => error);
