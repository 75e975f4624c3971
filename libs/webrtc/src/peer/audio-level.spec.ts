import { type ReceiverPort } from '../ports';
import { FakeClock, FakeTrack } from '../testing';
import { AudioLevel } from './audio-level';

describe('the audio level', () => {
  const clock = new FakeClock();

  function receiverOf(...sources: { audioLevel?: number; timestamp: number }[]): ReceiverPort {
    return { track: new FakeTrack('audio'), getSynchronizationSources: () => sources };
  }

  it('is what the browser says', () => {
    expect(new AudioLevel(clock).read(receiverOf({ audioLevel: 0.4, timestamp: 1 }))).toBe(0.4);
  });

  it('is zero without a source, and with one that tells no level', () => {
    expect(new AudioLevel(clock).read(receiverOf())).toBe(0);
    expect(new AudioLevel(clock).read(receiverOf({ timestamp: 1 }))).toBe(0);
  });

  it('falls to zero when nothing new arrives for half a second', async () => {
    const level = new AudioLevel(clock);
    const receiver = receiverOf({ audioLevel: 0.4, timestamp: 1 });
    level.read(receiver);
    await clock.advance(501);

    expect(level.read(receiver)).toBe(0);
    expect(level.read(receiverOf({ audioLevel: 0.2, timestamp: 2 }))).toBe(0.2);
  });
});
