import { FakeClock } from '@parlour/webrtc/testing';
import { NEVER, Subject, of } from 'rxjs';
import { Arrivals } from './arrivals';

describe('those who come into a call', () => {
  const world = () => {
    const clock = new FakeClock();
    const arrivals = new Arrivals(clock);
    return { clock, arrivals, seen: () => [...arrivals.ids()] };
  };

  it('are seen with their first picture', () => {
    const { arrivals, seen } = world();
    const picture$ = new Subject<void>();
    arrivals.follow(['anna', 'ben']);
    arrivals.handleConnected('ben', picture$);
    expect(seen()).toEqual([]);
    picture$.next();
    expect(seen()).toEqual(['ben']);
    expect(picture$.observed).toBe(false);
  });

  it('are seen 500 ms after they came where it takes longer, each from their own coming', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna']);
    await clock.advance(400);
    arrivals.follow(['anna', 'ben']);
    arrivals.handleConnected('ben', NEVER);
    await clock.advance(99);
    expect(seen()).toEqual([]);
    await clock.advance(1);
    expect(seen()).toEqual(['anna']);
    await clock.advance(400);
    expect(seen()).toEqual(['anna', 'ben']);
  });

  it('are not seen any more when they are gone, nor after all if they were gone before', async () => {
    const { clock, arrivals, seen } = world();
    const picture$ = new Subject<void>();
    arrivals.follow(['anna', 'ben', 'cem']);
    arrivals.handleConnected('anna', of(null));
    arrivals.handleConnected('ben', picture$);
    arrivals.follow([]);
    expect(seen()).toEqual([]);
    await clock.advance(1_000);
    arrivals.handleConnected('cem', of(null));
    picture$.next();
    expect(seen()).toEqual([]);
  });

  it('wait anew when they come again', async () => {
    const { clock, arrivals, seen } = world();
    arrivals.follow(['anna']);
    arrivals.handleConnected('anna', of(null));
    arrivals.follow([]);
    arrivals.follow(['anna']);
    expect(seen()).toEqual([]);
    await clock.advance(500);
    expect(seen()).toEqual(['anna']);
  });

  it('are nobody any more after the end of the call', async () => {
    const { clock, arrivals, seen } = world();
    const picture$ = new Subject<void>();
    arrivals.follow(['anna', 'ben']);
    arrivals.handleConnected('ben', picture$);
    arrivals.close();
    await clock.advance(1_000);
    picture$.next();
    expect(seen()).toEqual([]);
  });
});
