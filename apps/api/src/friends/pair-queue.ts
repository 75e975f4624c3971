/**
 * Does what concerns one pair of people one after the other, in order of arrival, and different pairs at the same time. So what
 * is told of a pair is told in the order in which it was stored, and calls that meet on one pair wait here instead of each
 * holding a connection to the database.
 */
export class PairQueue {
  private readonly last = new Map<string, Promise<unknown>>();

  run<T>(pair: readonly [string, string], work: () => Promise<T>): Promise<T> {
    const key = [...pair].sort().join(' ');
    const before = this.last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    this.last.set(key, result);
    const forget = () => {
      if (this.last.get(key) === result) this.last.delete(key);
    };
    result.then(forget, forget);
    return result;
  }
}
