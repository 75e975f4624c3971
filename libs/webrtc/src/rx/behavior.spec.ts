import { Cell, derive } from './behavior';
import { Scope } from './scope';

describe('a behaviour', () => {
  it('says its value to whoever comes, and then each change, but not what is equal', () => {
    const cell = new Cell(1);
    const seen: number[] = [];
    cell.subscribe((value) => seen.push(value));

    cell.set(1);
    cell.set(2);

    expect(seen).toEqual([1, 2]);
    expect(cell.value).toBe(2);
  });

  it('follows the one it is derived from until the scope ends', () => {
    const scope = new Scope();
    const source = new Cell(1);
    const doubled = derive(scope, source, (value) => value * 2);

    source.set(2);
    scope.end();
    source.set(3);

    expect(doubled.value).toBe(4);
  });
});
