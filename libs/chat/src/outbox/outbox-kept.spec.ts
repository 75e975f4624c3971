import { jest } from '@jest/globals';
import { type FakeTab, OutboxWorld, failure } from '../testing';

describe('an outbox', () => {
  let world: OutboxWorld;

  beforeEach(() => {
    world = new OutboxWorld();
  });

  afterEach(async () => {
    await world.end();
    expect(world.clock.pending).toBe(0);
  });

  describe('survives', () => {
    it('a reload: what was unsent goes out once, in order, before what is written then', async () => {
      world.tab.connection.cut();
      world.tab.send('one');
      await world.settle();
      world.tab.send('two');
      await world.settle();
      world.reload();
      world.tab.send('three');
      await world.settle();
      expect(world.tab.outgoing.map((line) => line.split(':')[0])).toEqual(['one', 'two', 'three']);
      world.tab.connection.connect();
      await world.settle();
      expect(world.stored).toEqual(['one', 'two', 'three']);
      expect(world.browser.stored.size).toBe(0);
    });

    it('a reload in the middle of sending: it is repeated with its id and stands once', async () => {
      world.tab.connection.weather.fate = () => 'answer lost';
      world.tab.connection.weather.loses = () => true;
      world.tab.send('hello');
      await world.settle();
      expect(world.stored).toEqual(['hello']);
      world.reload();
      world.tab.connection.connect();
      await world.clock.advance(1_000);
      expect(world.stored).toEqual(['hello']);
      expect(world.tab.outgoing).toEqual([]);
      expect(world.browser.stored.size).toBe(0);
    });

    it('a reload with what had failed: it stays failed until somebody decides', async () => {
      world.server.refusal = () => failure('chat_archived');
      world.tab.send('hello');
      await world.settle();
      world.server.refusal = () => null;
      world.reload();
      world.tab.connection.connect();
      await world.settle();
      expect(world.tab.outgoing).toEqual(['hello: failed']);
      expect(world.stored).toEqual([]);
    });

    it('the moment until it is written down: it says so', async () => {
      world.tab.send('one');
      expect(world.tab.outbox.atRisk$.value).toBe(true);
      await world.settle();
      expect(world.tab.outbox.atRisk$.value).toBe(false);
    });

    it.each(['fails', 'hangs'] as const)(
      'a storage that %s: it goes on in memory and says so',
      async (how) => {
        if (how === 'fails') world.browser.failure = new Error('QuotaExceededError');
        else world.browser.hangs = true;
        world.tab.send('one');
        world.tab.send('two');
        expect(world.tab.outbox.atRisk$.value).toBe(true);
        await world.clock.advance(30_000);
        expect(world.stored).toEqual(['one', 'two']);
        expect(world.tab.outbox.atRisk$.value).toBe(false);
      },
    );
  });

  it('keeps what a full storage does not take, whatever other tabs write', async () => {
    world.tab.connection.cut();
    world.browser.full = true;
    world.tab.send('hello');
    await world.settle();
    world.browser.full = false;
    const other = world.openTab();
    await world.clock.advance(1);
    other.send('of the other');
    await world.settle();
    expect(world.tab.outgoing).toEqual(['hello: waiting', 'of the other: waiting']);
    other.close();
  });

  it('does not send again what could not be removed from the storage, and removes it later', async () => {
    const send = jest.spyOn(world.tab.connection.port, 'send');
    world.tab.connection.weather.latencyMs = () => 100;
    world.tab.send('hello');
    await world.clock.advance(50);
    world.browser.failure = new Error('UnknownError');
    await world.clock.advance(1_000);
    world.browser.failure = null;
    expect(world.browser.stored.size).toBe(1);
    world.tab.send('again');
    await world.clock.advance(1_000);
    expect(send).toHaveBeenCalledTimes(2);
    expect(world.tab.outgoing).toEqual([]);
    expect(world.browser.stored.size).toBe(0);
  });

  describe('shared by two tabs', () => {
    let other: FakeTab;

    beforeEach(() => {
      other = world.openTab();
    });
    afterEach(() => {
      other.close();
    });

    it('sends what a tab without connection has written', async () => {
      world.tab.connection.cut();
      other.connection.connect();
      world.tab.send('hello');
      await world.clock.advance(5_000);
      expect(world.stored).toEqual(['hello']);
      expect([world.tab.outgoing, other.outgoing]).toEqual([[], []]);
    });

    it('sends each message by one tab', async () => {
      other.connection.connect();
      const sends = [world.tab, other].map(({ connection }) => jest.spyOn(connection.port, 'send'));
      for (const { connection } of [world.tab, other]) connection.weather.latencyMs = () => 50;
      for (let index = 0; index < 5; index += 1) {
        world.tab.send(`of one ${index}`);
        other.send(`of the other ${index}`);
      }
      await world.clock.advance(10_000);
      expect(sends.flatMap(({ mock }) => mock.calls)).toHaveLength(10);
      expect(world.stored.filter((text) => text.startsWith('of one'))).toEqual(
        [0, 1, 2, 3, 4].map((index) => `of one ${index}`),
      );
      expect([world.tab.outgoing, other.outgoing]).toEqual([[], []]);
    });

    it('goes on when the tab that was sending is closed', async () => {
      world.tab.connection.weather.fate = () => 'request lost';
      other.connection.connect();
      world.tab.send('hello');
      await world.clock.advance(1_000);
      world.tab.close();
      await world.clock.advance(30_000);
      expect(world.stored).toEqual(['hello']);
      expect(other.outgoing).toEqual([]);
    });

    it('discards in both', async () => {
      world.tab.connection.cut();
      const id = world.tab.send('hello');
      await world.settle();
      expect(other.outgoing).toEqual(['hello: waiting']);
      other.outbox.discard(id);
      await world.settle();
      expect(world.tab.outgoing).toEqual([]);
    });
  });
});
