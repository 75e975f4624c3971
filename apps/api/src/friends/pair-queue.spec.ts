import { PairQueue } from './pair-queue.js';

describe('the queue of a pair', () => {
  /** Work that ends when told to. */
  function work(log: string[], name: string) {
    let end: (error?: Error) => void = () => undefined;
    const ended = new Promise<string>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve(name));
    });
    return {
      end,
      run: () => {
        log.push(name);
        return ended;
      },
    };
  }
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  it('does one thing after the other, whoever of the two comes, and others at the same time', async () => {
    const queue = new PairQueue();
    const log: string[] = [];
    const [first, second, other] = [work(log, 'first'), work(log, 'second'), work(log, 'other')];
    const results = Promise.all([
      queue.run(['a', 'b'], first.run),
      queue.run(['b', 'a'], second.run),
      queue.run(['a', 'c'], other.run),
    ]);
    await soon();
    expect(log).toEqual(['first', 'other']);
    first.end();
    await soon();
    expect(log).toEqual(['first', 'other', 'second']);
    second.end();
    other.end();
    expect(await results).toEqual(['first', 'second', 'other']);
  });

  it('goes on behind what failed', async () => {
    const queue = new PairQueue();
    const failing = queue.run(['a', 'b'], () => Promise.reject(new Error('down')));
    const next = queue.run(['a', 'b'], () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('down');
    expect(await next).toBe('done');
  });
});
