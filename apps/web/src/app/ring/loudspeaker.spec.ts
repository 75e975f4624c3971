import { BrowserLoudspeaker } from './loudspeaker';
import { FakeAudioContext, FakeLocks } from './testing/fake-audio-context';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A tab: its loudspeaker, and what comes out of it. */
function tab(locks: FakeLocks | null, state: AudioContextState = 'running') {
  const touches = new EventTarget();
  const contexts: FakeAudioContext[] = [];
  const createContext = () => {
    const context = new FakeAudioContext(state);
    contexts.push(context);
    return context as unknown as AudioContext;
  };
  return {
    speaker: new BrowserLoudspeaker({ createContext, locks, touches }),
    touch: () => touches.dispatchEvent(new Event('pointerdown')),
    get isHeard() {
      return contexts.some(({ connected }) => connected > 0);
    },
    get open() {
      return contexts.filter((context) => context.state !== 'closed').length;
    },
  };
}

describe('the loudspeaker', () => {
  it('is silent in the tick in which it is told to, and holds nothing afterwards', async () => {
    const one = tab(new FakeLocks());
    const stop = one.speaker.play('ring');
    await settled();
    expect(one.isHeard).toBe(true);
    stop();
    expect(one.isHeard).toBe(false);
    expect(one.open).toBe(0);
  });

  it('rings in one tab of a browser only, and in the next when that one stops', async () => {
    const locks = new FakeLocks();
    const [first, second] = [tab(locks), tab(locks)];
    const stopFirst = first.speaker.play('ring');
    const stopSecond = second.speaker.play('ring');
    await settled();
    expect([first.isHeard, second.isHeard]).toEqual([true, false]);
    stopFirst();
    await settled();
    expect([first.isHeard, second.isHeard]).toEqual([false, true]);
    stopSecond();
    expect(second.isHeard).toBe(false);
  });

  it('that waited for its turn does not ring when it is over before', async () => {
    const locks = new FakeLocks();
    const [first, second] = [tab(locks), tab(locks)];
    const stopFirst = first.speaker.play('ring');
    const stopSecond = second.speaker.play('ring');
    await settled();
    stopSecond();
    stopFirst();
    await settled();
    expect(second.isHeard).toBe(false);
  });

  it('that the browser keeps silent does not keep the other tabs silent', async () => {
    const locks = new FakeLocks();
    const [refused, allowed] = [tab(locks, 'suspended'), tab(locks)];
    refused.speaker.play('ring');
    await settled();
    allowed.speaker.play('ring');
    await settled();
    expect([refused.isHeard, allowed.isHeard]).toEqual([false, true]);
  });

  it('that the browser keeps silent rings after the first touch of the page', async () => {
    const one = tab(new FakeLocks(), 'suspended');
    one.speaker.play('ring');
    await settled();
    expect(one.isHeard).toBe(false);
    one.touch();
    await settled();
    expect(one.isHeard).toBe(true);
  });

  it('is not woken by a touch when the ring is over', async () => {
    const one = tab(new FakeLocks(), 'suspended');
    one.speaker.play('ring')();
    one.touch();
    await settled();
    expect(one.isHeard).toBe(false);
  });

  it('plays the tones of the caller in the tab that calls, whatever rings elsewhere', async () => {
    const locks = new FakeLocks();
    const [ringing, calling] = [tab(locks), tab(locks)];
    ringing.speaker.play('ring');
    await settled();
    calling.speaker.play('ringback');
    await settled();
    expect([ringing.isHeard, calling.isHeard]).toEqual([true, true]);
  });

  it('rings without locks where the browser has none, and is quiet where it has no sound', () => {
    const one = tab(null);
    one.speaker.play('ring');
    expect(one.isHeard).toBe(true);
    const mute = new BrowserLoudspeaker({
      createContext: () => null,
      locks: null,
      touches: new EventTarget(),
    });
    expect(() => mute.play('ring')()).not.toThrow();
  });
});
