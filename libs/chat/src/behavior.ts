import { type Observable } from 'rxjs';

/** Hot, always has a value, read-only. Whoever subscribes gets the present value first, then each change. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}
