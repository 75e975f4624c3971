import * as fc from 'fast-check';
import { windowMaxMessages } from './timeline/timeline';
import { FakeBrowser, FakeChatServer, FakeClock, FakeTab, anna, type Fate, type Weather } from './testing';

/** Anna has two tabs in one browser, Ben writes, the network does what it likes. */
type Step =
  | { readonly do: 'write' | 'cut' | 'connect' | 'reload' | 'older' | 'newer' | 'end'; readonly tab: 0 | 1 }
  | { readonly do: 'jump' | 'look'; readonly tab: 0 | 1; readonly at: number }
  | { readonly do: 'ben writes'; readonly count: number }
  | { readonly do: 'edit' | 'remove' | 'react'; readonly at: number }
  | { readonly do: 'wait'; readonly ms: number };

const tab = fc.constantFrom<0 | 1>(0, 1);
/** A part of the chat: 0 its first message, 1 its last. */
const at = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.99, 1));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), tab }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('cut', 'connect', 'reload', 'older', 'newer', 'end'),
      tab,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('jump', 'look'), tab, at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('ben writes' as const), count: fc.nat(30) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('edit', 'remove', 'react'), at }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(4_000) }) },
);

/** Events may overtake none, requests may be lost on either way, and now and then an event is never published. */
function stormBy(random: () => number): Weather {
  return {
    latencyMs: () => Math.floor(random() * 300),
    fate: (): Fate => (random() < 0.1 ? 'request lost' : random() < 0.1 ? 'answer lost' : 'arrives'),
    loses: () => random() < 0.05,
  };
}

/** mulberry32. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class World {
  readonly clock = new FakeClock();
  readonly server = new FakeChatServer(this.clock);
  readonly browser = new FakeBrowser();
  readonly written: string[] = [];
  private readonly weather: Weather;
  readonly tabs: [FakeTab, FakeTab];

  constructor(seed: number, stored: number, catchUpMaxItems: number) {
    this.server.catchUpMaxItems = catchUpMaxItems;
    this.server.store(stored);
    this.weather = stormBy(randomBy(seed));
    this.tabs = [this.openTab(), this.openTab()];
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.take(step);
  }

  /** The network is well again, and both look at the end. */
  async comeToRest(): Promise<void> {
    for (const { connection, conversation } of this.tabs) {
      connection.weather = { latencyMs: () => 10, fate: () => 'arrives', loses: () => false };
      connection.cut();
      connection.connect();
      void conversation.toEnd();
    }
    await this.clock.advance(120_000);
  }

  private async take(step: Step): Promise<void> {
    if (step.do === 'wait') await this.clock.advance(step.ms);
    else if (step.do === 'ben writes') this.server.store(step.count);
    else if ('tab' in step) this.use(step);
    else this.alter(step.do, this.seqAt(step.at));
    await this.clock.advance(0);
    expect(Math.max(...this.tabs.map(({ timeline }) => timeline.messages.length))).toBeLessThanOrEqual(
      windowMaxMessages,
    );
    expect(this.browser.holders).toBeLessThanOrEqual(1);
  }

  private use(step: Extract<Step, { tab: 0 | 1 }>): void {
    const { connection, conversation } = this.tabs[step.tab];
    if (step.do === 'write') this.written.push(this.tabs[step.tab].send(`written ${this.written.length}`));
    else if (step.do === 'cut') connection.cut();
    else if (step.do === 'connect') connection.connect();
    else if (step.do === 'reload') this.reload(step.tab);
    else if (step.do === 'older') void conversation.loadOlder();
    else if (step.do === 'newer') void conversation.loadNewer();
    else if (step.do === 'jump') void conversation.jumpTo(this.seqAt(step.at));
    else if (step.do === 'look') conversation.look(step.at > 0.5);
    else void conversation.toEnd();
  }

  private alter(what: 'edit' | 'remove' | 'react', seq: number): void {
    if (what === 'edit') this.server.edit(seq, `edited ${this.server.change}`);
    else if (what === 'remove') this.server.remove(seq);
    else this.server.react(seq, '👍', anna.id);
  }

  private reload(index: 0 | 1): void {
    this.tabs[index].close();
    this.tabs[index] = this.openTab();
  }

  private openTab(): FakeTab {
    const tab = new FakeTab(this.server.connection(anna, this.weather), this.browser, this.clock);
    tab.connection.connect();
    tab.conversation.open();
    return tab;
  }

  private seqAt(part: number): number {
    return Math.max(1, Math.round(part * this.server.messages.length));
  }
}

const world = fc.record({
  seed: fc.integer(),
  stored: fc.constantFrom(0, 3, 60, 600),
  catchUpMaxItems: fc.constantFrom(5, 40, 500),
});

describe('whatever the network does to two tabs of one person,', () => {
  it('in the end both hold the chat as the server has it, and every message written is stored once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.array(step, { maxLength: 60 }), async (given, steps) => {
        const it = new World(given.seed, given.stored, given.catchUpMaxItems);
        await it.run(steps);
        await it.comeToRest();

        const stored = it.server.messages;
        const ids = stored.filter(({ author }) => author.id === anna.id).map((m) => m.clientMessageId);
        expect(ids.toSorted()).toEqual(it.written.toSorted());
        for (const { timeline, outgoing } of it.tabs) {
          expect(timeline.hasNewer).toBe(false);
          expect(timeline.messages).toEqual(stored.slice(stored.length - timeline.messages.length));
          expect(timeline.changes.cursor).toBe(it.server.change);
          expect(outgoing).toEqual([]);
        }
        expect(it.browser.stored.size).toBe(0);
        for (const tab of it.tabs) tab.close();
        await it.clock.advance(60_000);
        expect(it.clock.pending).toBe(0);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('of one tab the messages are stored in the order in which they were written, and each is fresh once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.array(step, { maxLength: 60 }), async (seed, steps) => {
        const it = new World(seed, 20, 500);
        const alone = steps.filter((step) => !('tab' in step && (step.tab === 1 || step.do === 'jump')));
        await it.run(alone);
        await it.comeToRest();

        const ids = it.server.messages.filter(({ author }) => author.id === anna.id);
        expect(ids.map(({ clientMessageId }) => clientMessageId)).toEqual(it.written);
        const fresh = it.tabs[0].fresh.map(({ seq }) => seq);
        expect(fresh).toEqual([...new Set(fresh)].toSorted((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
