import { GroupCommit, type Outcome } from './group-commit.js';

/** A store that commits when told to. */
class SlowStore {
  readonly batches: (readonly string[])[] = [];
  private release: ((outcomes: Outcome<string>[] | Error) => void) | undefined;

  readonly commit = (items: readonly string[]) => {
    this.batches.push(items);
    return new Promise<Outcome<string>[]>((resolve, reject) => {
      this.release = (result) => (result instanceof Error ? reject(result) : resolve(result));
    });
  };

  async finish(result?: Outcome<string>[] | Error): Promise<void> {
    this.release?.(result ?? (this.batches.at(-1) ?? []).map((item) => ({ value: `stored ${item}` })));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const overStore = (store: SlowStore, waitingMaxItems = 100) =>
  new GroupCommit<string, string>({
    commit: store.commit,
    sameKey: (item) => item,
    batchMaxItems: 3,
    waitingMaxItems,
    overloaded: () => new Error('overloaded'),
  });

describe('a group commit', () => {
  it('does not wait when it is idle, and gathers in order while it is busy', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    const results = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => group.submit(item)));
    expect(store.batches).toEqual([['a']]);
    await store.finish();
    await store.finish();
    await store.finish();
    expect(store.batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(await results).toEqual(['stored a', 'stored b', 'stored c', 'stored d', 'stored e']);
  });

  it('fails one item without its neighbours', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    void group.submit('first');
    const results = Promise.allSettled(['a', 'b'].map((item) => group.submit(item)));
    await store.finish();
    await store.finish([{ error: new Error('refused') }, { value: 'stored b' }]);
    expect(await results).toEqual([
      { status: 'rejected', reason: new Error('refused') },
      { status: 'fulfilled', value: 'stored b' },
    ]);
  });

  it('keeps a repeat for the next batch, where the first can be found', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    void group.submit('first');
    void group.submit('a');
    void group.submit('a');
    void group.submit('b');
    await store.finish();
    await store.finish();
    expect(store.batches).toEqual([['first'], ['a', 'b'], ['a']]);
  });

  it('rejects a whole batch that failed, and goes on with the next', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    const first = group.submit('a');
    const second = group.submit('b');
    const failure = expect(first).rejects.toThrow('down');
    await store.finish(new Error('down'));
    await failure;
    await store.finish();
    expect(await second).toBe('stored b');
  });

  it('refuses what it has no place for', async () => {
    const store = new SlowStore();
    const group = overStore(store, 2);
    void group.submit('under way');
    void group.submit('a');
    void group.submit('b');
    await expect(group.submit('c')).rejects.toThrow('overloaded');
  });

  it('lets other work take its turn, between what was submitted before and after it, alone', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    const done: string[] = [];
    void group.submit('first');
    void group.submit('a');
    void group.submit('a');
    let finish = (): void => undefined;
    const turn = group.inTurn(async () => {
      done.push(`work after ${store.batches.length} batches`);
      await new Promise<void>((resolve) => (finish = resolve));
      return 'worked';
    });
    void group.submit('b');
    await store.finish();
    await store.finish();
    expect(done).toEqual([]); // the second `a` was submitted before it
    await store.finish();
    expect(done).toEqual(['work after 3 batches']);
    expect(store.batches).toEqual([['first'], ['a'], ['a']]);
    finish();
    expect(await turn).toBe('worked');
    await new Promise((resolve) => setImmediate(resolve));
    expect(store.batches.at(-1)).toEqual(['b']);
  });

  it('goes on after work that fails, and refuses work that it has no place for', async () => {
    const store = new SlowStore();
    const group = overStore(store, 1);
    const failing = group.inTurn(() => Promise.reject(new Error('failed')));
    const failure = expect(failing).rejects.toThrow('failed');
    void group.submit('a');
    await expect(group.inTurn(() => Promise.resolve())).rejects.toThrow('overloaded');
    await failure;
    await new Promise((resolve) => setImmediate(resolve));
    expect(store.batches).toEqual([['a']]);
  });

  it('is drained when all is settled', async () => {
    const store = new SlowStore();
    const group = overStore(store);
    await group.drained();
    void group.submit('a');
    let drained = false;
    const draining = group.drained().then(() => (drained = true));
    expect(drained).toBe(false);
    await store.finish();
    await draining;
    expect(drained).toBe(true);
  });
});
