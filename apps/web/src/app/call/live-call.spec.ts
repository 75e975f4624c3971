import { TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { platform } from '../platform/platform';
import { CallWorld } from './testing/call-world';
import { FarSide } from './testing/far-side';

describe('the others of a call', () => {
  let world: CallWorld;
  let picture$: Subject<void>;

  beforeEach(() => {
    world = new CallWorld();
    picture$ = new Subject();
    Object.assign(TestBed.inject(platform), { firstPictureOf: () => picture$ });
  });

  /** Ben, as he was when Anna came, is through to her: it takes no longer than they are waited for. */
  const benIsThrough = async (camera: boolean) => {
    const ben = { ...world.ben, media: { ...world.ben.media, camera } };
    world.realtime.answer('call:join', () => world.joinedWith([ben]));
    await world.join();
    await new FarSide(world, ben).connect({ withinMs: 100 });
    const call = world.calls.call();
    expect(call?.connectedAt()).not.toBeNull();
    return () => call?.onStage().map(({ user }) => user.username);
  };

  it('are to be seen with their first picture', async () => {
    const onStage = await benIsThrough(true);
    expect(onStage()).toEqual([]);
    picture$.next();
    expect(onStage()).toEqual(['ben']);
  });

  it('are to be seen as soon as they are through where their camera is off', async () => {
    const onStage = await benIsThrough(false);
    expect(onStage()).toEqual(['ben']);
  });
});
