import { TestBed } from '@angular/core/testing';
import { ben, cem } from '../../core/testing/users';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { CallStore } from '../call-store';
import { FakeCalls } from '../testing/fake-calls';
import { ShownTiles } from './shown-tiles';

const place = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' } as const;

describe('what this tab tells the others of what it shows', () => {
  const ofBen = participantOf(ben);
  const ofCem = participantOf(cem);
  const benTile = {};
  let world: RingWorld;
  let calls: FakeCalls;
  let tiles: ShownTiles;

  const view = (id: string, camera: number | null, screen: number | null = null): string =>
    `view of ${id}: ${JSON.stringify({ camera, screen })}`;
  const show = (height: number | null, tile: object = benTile): void =>
    tiles.report(tile, { participantId: ofBen.id, slot: 'camera', height });
  const told = (): readonly string[] => calls.said.splice(0);

  async function after(milliseconds: number): Promise<void> {
    TestBed.tick();
    await world.clock.advance(milliseconds);
  }

  beforeEach(async () => {
    world = new RingWorld();
    calls = new FakeCalls();
    TestBed.configureTestingModule({
      providers: [...world.providers, { provide: CallStore, useValue: calls }],
    });
    tiles = TestBed.inject(ShownTiles);
    calls.others.set([ofBen]);
    calls.current.set({ place, callId: 'call' });
    await after(0);
  });

  it('waits until the page has settled before it says that anything is hidden', async () => {
    await after(999);
    expect(told()).toEqual([]);
    show(400);
    await after(1);
    expect(told()).toEqual([view(ofBen.id, 400)]);
  });

  it('says that nothing is shown of who has no tile', async () => {
    await after(1_000);
    expect(told()).toEqual([view(ofBen.id, null)]);
  });

  it('says at once what comes into sight', async () => {
    await after(1_000);
    told();
    show(400);
    expect(told()).toEqual([view(ofBen.id, 400)]);
  });

  it('says nothing of a tile that goes from one page to another', async () => {
    show(400);
    await after(1_000);
    told();
    tiles.forget(benTile);
    await after(500);
    show(400, {});
    await after(5_000);
    expect(told()).toEqual([]);
  });

  it('says after a moment what is hidden, once', async () => {
    show(400);
    await after(1_000);
    told();
    show(null);
    await after(999);
    expect(told()).toEqual([]);
    await after(5_000);
    expect(told()).toEqual([view(ofBen.id, null)]);
  });

  it('tells a newcomer, and nobody else anew', async () => {
    show(400);
    await after(1_000);
    told();
    calls.others.set([ofBen, ofCem]);
    await after(1_000);
    expect(told()).toEqual([view(ofCem.id, null)]);
  });

  it('begins anew in another call, and is silent without one', async () => {
    show(400);
    await after(1_000);
    told();
    calls.current.set(null);
    await after(5_000);
    expect(told()).toEqual([]);
    calls.current.set({ place, callId: 'another' });
    await after(1_000);
    expect(told()).toEqual([view(ofBen.id, 400)]);
  });
});
