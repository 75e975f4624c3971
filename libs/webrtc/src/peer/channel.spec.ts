import { limits, type PeerMessage, type PeerView } from '@parlour/contracts';
import { Cell } from '../rx/behavior';
import { FakeClock, FakeDataChannel } from '../testing';
import { channelInit, channelLabel, PeerChannel } from './channel';

describe('the channel between two participants', () => {
  const large: PeerView = { camera: 720, screen: null };
  const small: PeerView = { camera: 180, screen: null };
  const hidden: PeerView = { camera: null, screen: null };
  let clock: FakeClock;
  let port: FakeDataChannel;
  let shown: Cell<PeerView | null>;
  let channel: PeerChannel;
  let isReachable: boolean;
  let told: unknown[];
  let exchanged: unknown[];

  beforeEach(() => {
    clock = new FakeClock();
    isReachable = true;
    told = [];
    exchanged = [];
    port = new FakeDataChannel(channelInit.id, channelLabel, {
      reaches: () => isReachable,
      deliver: (text) => {
        const message = JSON.parse(text) as PeerMessage;
        (message.type === 'view' ? told : exchanged).push(message);
      },
    });
    shown = new Cell<PeerView | null>(null);
    channel = new PeerChannel(port, clock, shown);
  });

  const say = (...messages: unknown[]): void => {
    for (const message of messages)
      port.receive(typeof message === 'string' ? message : JSON.stringify(message));
  };

  it('tells the latest view as soon as it is open', () => {
    channel.tell(large);
    channel.tell(small);
    expect(told).toEqual([]);

    port.flush();

    expect(told).toEqual([{ type: 'view', ...small }]);
  });

  it('tells of a window that is drawn larger five times a second, and how it is in the end', async () => {
    port.flush();
    for (let height = 100; height < 200; height++) {
      channel.tell({ camera: height, screen: null });
      await clock.advance(10);
    }
    await clock.advance(200);

    expect(told.length).toBeLessThanOrEqual(7);
    expect(told.at(-1)).toEqual({ type: 'view', camera: 199, screen: null });
  });

  it('does not repeat itself', async () => {
    port.flush();
    for (let times = 0; times < 5; times++) {
      channel.tell({ ...large });
      await clock.advance(1_000);
    }

    expect(told).toHaveLength(1);
  });

  it('piles nothing up for somebody who cannot be reached, and tells them the latest later', async () => {
    port.flush();
    isReachable = false;
    for (const view of [large, small, large, hidden]) {
      channel.tell(view);
      await clock.advance(1_000);
    }
    expect(port.bufferedAmount).toBeLessThan(100);

    isReachable = true;
    port.flush();
    await clock.advance(500);

    expect(told.at(-1)).toEqual({ type: 'view', ...hidden });
    expect(told).toHaveLength(2);
  });

  it('exchanges what the code of the pair is made of as soon as it is open', () => {
    expect(exchanged).toEqual([]);
    port.flush();
    expect(exchanged).toMatchObject([{ type: 'commitment' }]);

    // SHA-256 of 32 octets of zero.
    const digest = '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925';
    say({ type: 'commitment', digest }, { type: 'nonce', nonce: '00'.repeat(32) });

    expect(exchanged).toMatchObject([{ type: 'commitment' }, { type: 'nonce' }]);
    expect(channel.safety.outcome).toMatchObject({ remote: '00'.repeat(32) });
    expect(shown.value).toBeNull();
  });

  it('hears what the other side shows', () => {
    say({ type: 'view', ...small });
    expect(shown.value).toEqual(small);
  });

  it.each([
    ['what is no JSON', '{'],
    ['a type of a version to come', { type: 'wave', how: 'friendly' }],
    ['a height that is none', { type: 'view', camera: -1, screen: null }],
    ['a number of another length', { type: 'nonce', nonce: '00' }],
    ['a view that is not whole', { type: 'view', camera: 180 }],
    ['nothing at all', 'null'],
    ['a list', '[]'],
    [
      'more than any message',
      JSON.stringify({ type: 'view', ...large, pad: 'x'.repeat(limits.peerMessageMaxChars) }),
    ],
  ])('passes over %s', (_what, message) => {
    say({ type: 'view', ...small }, message);
    expect(shown.value).toEqual(small);
  });

  it('passes over what is no text', () => {
    port.receive(new ArrayBuffer(8));
    expect(shown.value).toBeNull();
  });

  it('passes over most of a flood, and stops listening to one that does not end', async () => {
    let heard = 0;
    shown.subscribe(() => heard++);
    for (let second = 0; second < 3; second++) {
      for (let count = 0; count < 100; count++) say({ type: 'view', camera: count + 1, screen: null });
      await clock.advance(1_000);
    }

    expect(heard).toBeLessThan(50);
    expect(port.readyState).toBe('closed');
    expect(shown.value).toBeNull();
  });

  it('leaves no timer behind, and knows nothing any more', () => {
    port.flush();
    channel.tell(large);
    say({ type: 'view', ...small });

    channel.close();

    expect(clock.pending).toBe(0);
    expect(shown.value).toBeNull();
  });
});
