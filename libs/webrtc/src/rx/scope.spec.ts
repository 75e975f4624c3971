import { Subject } from 'rxjs';
import { Scope } from './scope';

describe('a scope', () => {
  it('tears down what it keeps when it ends, latest first, and only once', () => {
    const scope = new Scope();
    const torn: number[] = [];
    scope.keep(() => torn.push(1));
    scope.keep(() => torn.push(2));

    scope.end();
    scope.end();

    expect(torn).toEqual([2, 1]);
  });

  it('tears down at once what it is given after its end', () => {
    const scope = new Scope();
    const source = new Subject<number>();
    scope.end();

    scope.keep(source.subscribe());

    expect(source.observed).toBe(false);
  });

  it('ends its children with it, and forgets those that ended before', () => {
    const scope = new Scope();
    const torn: string[] = [];
    const first = scope.child();
    const second = scope.child();
    first.keep(() => torn.push('first'));
    second.keep(() => torn.push('second'));

    first.end();
    scope.end();

    expect(torn).toEqual(['first', 'second']);
    expect(second.ended).toBe(true);
  });
});
