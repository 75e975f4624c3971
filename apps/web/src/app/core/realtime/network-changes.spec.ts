import { jest } from '@jest/globals';
import { type NetworkChange, browserNetworkChanges } from './network-changes';

class FakeConnection extends EventTarget {
  type: string | undefined = 'wifi';

  become(type: string | undefined): void {
    this.type = type;
    this.dispatchEvent(new Event('change'));
  }
}

describe('a change of the network', () => {
  let connection: FakeConnection;
  let changes: NetworkChange[];
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    connection = new FakeConnection();
    const window = Object.assign(new EventTarget(), { navigator: { connection } }) as unknown as Window;
    changes = [];
    const watching = browserNetworkChanges(window).subscribe((change) => changes.push(change));
    stop = () => {
      window.dispatchEvent(new Event('online'));
      watching.unsubscribe();
    };
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  test('is that it is back', () => {
    stop();
    expect(changes).toEqual(['online']);
  });

  test('is another kind of network, and no new estimate of the speed, nor its end', () => {
    connection.become('wifi');
    expect(changes).toEqual([]);
    connection.become('none');
    expect(changes).toEqual([]);
    connection.become('cellular');
    expect(changes).toEqual(['changed']);
  });

  test('is to be told from nothing where the browser does not tell the kind', () => {
    connection.become(undefined);
    changes.length = 0;
    connection.become(undefined);
    expect(changes).toEqual([]);
  });

  test('may have come while the machine slept: a clock that leapt says so, a slow one does not', () => {
    jest.advanceTimersByTime(60_000);
    expect(changes).toEqual([]);
    jest.setSystemTime(Date.now() + 5_000);
    jest.advanceTimersByTime(2_000);
    expect(changes).toEqual([]);
    jest.setSystemTime(Date.now() + 30_000);
    jest.advanceTimersByTime(2_000);
    expect(changes).toEqual(['woke']);
    jest.advanceTimersByTime(60_000);
    expect(changes).toEqual(['woke']);
  });
});
