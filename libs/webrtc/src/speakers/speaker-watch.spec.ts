import { BehaviorSubject } from 'rxjs';
import { type ParticipantId } from '../ports';
import { Cell } from '../rx/behavior';
import { FakeClock } from '../testing/fake-clock';
import { SpeakerWatch } from './speaker-watch';

function world() {
  const clock = new FakeClock();
  const levels = new Map([['ben', 0]]);
  const peers$ = new Cell<ReadonlyMap<ParticipantId, { audioLevel: () => number }>>(
    new Map([['ben', { audioLevel: () => levels.get('ben') ?? 0 }]]),
  );
  const ownLevel$ = new BehaviorSubject(0);
  const media$ = new Cell({ microphone: true });
  const watch = new SpeakerWatch({ selfId: 'ada', peers$, ownLevel$, media$, clock });
  return { clock, levels, peers$, ownLevel$, media$, watch };
}

describe('watching who speaks', () => {
  it('hears the others by what arrives and ourselves by our own microphone', async () => {
    const { clock, levels, ownLevel$, watch } = world();
    levels.set('ben', 0.3);
    await clock.advance(500);
    expect(watch.speaking$.value).toEqual(new Set(['ben']));

    ownLevel$.next(0.9);
    await clock.advance(3_000);
    expect(watch.speaking$.value).toEqual(new Set(['ada', 'ben']));
    expect([watch.loudest$.value, watch.isLoudest$.value]).toEqual(['ada', true]);
  });

  it('tells nobody that we speak while we are muted', async () => {
    const { clock, ownLevel$, media$, watch } = world();
    media$.set({ microphone: false });
    ownLevel$.next(0.5);
    await clock.advance(500);
    expect([watch.speaking$.value.size, watch.loudest$.value]).toEqual([0, null]);

    media$.set({ microphone: true });
    await clock.advance(500);
    expect(watch.isLoudest$.value).toBe(true);
  });

  it('says only what has changed', async () => {
    const { clock, levels, watch } = world();
    const said: number[] = [];
    watch.speaking$.subscribe(({ size }) => said.push(size));
    levels.set('ben', 0.3);
    await clock.advance(5_000);
    expect(said).toEqual([0, 1]);
  });

  it('leaves nothing running after the end', async () => {
    const { clock, ownLevel$, watch } = world();
    await clock.advance(500);
    watch.close();
    expect([clock.pending, ownLevel$.observed]).toEqual([0, false]);
  });
});
