import { BehaviorSubject, type Observable } from 'rxjs';
import { type Scope } from './scope';

/** Hot, always has a value, read-only. Whoever subscribes gets the present value first, then each change. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

/** The writing end of a behaviour; stays private to its owner. Setting an equal value is no change. */
export class Cell<T> extends BehaviorSubject<T> implements Behavior<T> {
  set(value: T): void {
    if (!Object.is(value, this.value)) this.next(value);
  }
}

/** What `project` makes of the source, for as long as the scope lives. */
export function derive<T, R>(scope: Scope, source: Behavior<T>, project: (value: T) => R): Behavior<R> {
  const cell = new Cell(project(source.value));
  scope.keep(
    source.subscribe((value) => {
      cell.set(project(value));
    }),
  );
  return cell;
}
