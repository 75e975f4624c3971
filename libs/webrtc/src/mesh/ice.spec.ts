import { Cell } from '../rx/behavior';
import { FakeClock, FakeIceAccess } from '../testing';
import { Ice } from './ice';

describe('the ICE servers of a call', () => {
  let clock: FakeClock;
  let access: FakeIceAccess;
  let relayOnly: Cell<boolean>;
  let ice: Ice;

  beforeEach(async () => {
    clock = new FakeClock();
    access = new FakeIceAccess();
    relayOnly = new Cell(false);
    ice = new Ice(access, relayOnly, clock);
    await clock.advance(60_000);
  });

  async function isOver(refreshing: Promise<void>, afterMs: number): Promise<boolean> {
    let over = false;
    void refreshing.then(() => (over = true));
    await clock.advance(afterMs);
    return over;
  }

  it('are those of the joining until they are asked for again', () => {
    expect(ice.configuration).toEqual({
      iceServers: [{ urls: ['turn:relay.test'], username: 'credential 0', credential: 'secret' }],
      iceTransportPolicy: 'all',
      bundlePolicy: 'max-bundle',
    });
    expect(ice.configuration).toBe(ice.configuration);
  });

  it('are the latest after a refresh', async () => {
    await ice.refresh();
    expect(ice.configuration.iceServers).toMatchObject([{ username: 'credential 1' }]);
  });

  it('are not asked for while those of the joining are fresh', async () => {
    const fresh = new Ice(access, relayOnly, clock);
    await fresh.refresh();
    expect(access.asked).toBe(0);
  });

  it('are asked for once for all who repair at the same time', async () => {
    await Promise.all([ice.refresh(), ice.refresh()]);
    await ice.refresh();
    expect(access.asked).toBe(1);

    await clock.advance(60_000);
    await ice.refresh();
    expect(access.asked).toBe(2);
  });

  it('keep a repair waiting for 2 s at most, and are used when they come later', async () => {
    access.answer = () => new Promise((resolve) => clock.schedule(5_000, resolve));
    const refreshing = ice.refresh();
    expect(await isOver(refreshing, 1_900)).toBe(false);
    expect(await isOver(refreshing, 200)).toBe(true);
    expect(ice.configuration.iceServers).toMatchObject([{ username: 'credential 0' }]);

    await clock.advance(5_000);
    expect(ice.configuration.iceServers).toMatchObject([{ username: 'credential 1' }]);
  });

  it('stay as they were when the server refuses, and are asked for again next time', async () => {
    access.answer = () => Promise.reject(new Error('away'));
    await ice.refresh();
    expect(ice.configuration.iceServers).toMatchObject([{ username: 'credential 0' }]);

    access.answer = () => Promise.resolve();
    await ice.refresh();
    expect(ice.configuration.iceServers).toMatchObject([{ username: 'credential 2' }]);
  });

  it('are used for relaying alone where that is wished', () => {
    relayOnly.set(true);
    expect(ice.configuration.iceTransportPolicy).toBe('relay');
  });

  it('leave no timer behind', () => {
    access.answer = () => new Promise(() => undefined);
    void ice.refresh();
    ice.close();
    expect(clock.pending).toBe(0);
  });
});
