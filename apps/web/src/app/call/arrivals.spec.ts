import { FakeClock } from '@parlour/webrtc/testing';
import { Arrivals } from './arrivals';

describe('those who come into a call', () => {
  const world = () => {
    const clock = new FakeClock();
    const arrivals = new Arrivals(clock);
    return { clock, arrivals, seen: () => [...arrivals.ids()] };
  };

  it('are seen when they are through', () => {
    const { arrivals, seen } = world();
    arrivals.follow(['anna', 'ben']);
    expect(seen()).toEqual([]);
    arrivals.handleConnected('ben');
    expect(seen()).toEqual(['ben']);
  });

  it('are seen 300 ms after they came where it takes longer, each from their own coming', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna']);
    await clock.advance(200);
    arrivals.follow(['anna', 'ben']);
    await clock.advance(99);
    expect(seen()).toEqual([]);
    await clock.advance(1);
    expect(seen()).toEqual(['anna']);
    await clock.advance(200);
    expect(seen()).toEqual(['anna', 'ben']);
  });

  it('are not seen any more when they are gone, nor after all if they were gone before', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna', 'ben']);
    arrivals.handleConnected('anna');
    arrivals.follow([]);
    expect(seen()).toEqual([]);
    await clock.advance(1_000);
    arrivals.handleConnected('ben');
    expect(seen()).toEqual([]);
  });

  it('wait anew when they come again', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna']);
    arrivals.handleConnected('anna');
    arrivals.follow([]);
    arrivals.follow(['anna']);
    expect(seen()).toEqual([]);
    await clock.advance(300);
    expect(seen()).toEqual(['anna']);
  });

  it('are nobody any more after the end of the call', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna']);
    arrivals.close();
    await clock.advance(1_000);
    expect(seen()).toEqual([]);
  });
});
