import { type Unsubscribable } from 'rxjs';

type TearDown = Unsubscribable | (() => void);

/** A lifetime as an object: whatever is kept in it goes when it ends, latest first. Its end is the only tear-down. */
export class Scope {
  private tearDowns: Set<TearDown> | null = new Set();

  get ended(): boolean {
    return this.tearDowns === null;
  }

  /** Given to a scope that has ended, it is torn down at once. */
  keep(tearDown: TearDown): void {
    if (this.tearDowns) this.tearDowns.add(tearDown);
    else run(tearDown);
  }

  /** A lifetime within this one, forgotten when it ends by itself. */
  child(): Scope {
    const child = new Scope();
    const end = (): void => {
      child.end();
    };
    this.keep(end);
    child.keep(() => this.tearDowns?.delete(end));
    return child;
  }

  /** Ending twice is ending once. */
  end(): void {
    const tearDowns = [...(this.tearDowns ?? [])];
    this.tearDowns = null;
    tearDowns.reverse().forEach(run);
  }
}

function run(tearDown: TearDown): void {
  if (typeof tearDown === 'function') tearDown();
  else tearDown.unsubscribe();
}
