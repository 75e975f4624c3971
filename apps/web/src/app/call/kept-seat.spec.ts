import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { RingWorld } from '../ring/testing/ring-world';
import { nextId } from '../ring/testing/rings';
import { KeptSeat, type Seat } from './kept-seat';
import { OngoingCall } from './ongoing-call';

/** Web Locks of one browser, whose tabs are the worlds of a test. */
class FakeLocks {
  private readonly held = new Set<string>();

  readonly request = async (
    name: string,
    { signal }: LockOptions,
    callback: () => unknown,
  ): Promise<unknown> => {
    while (this.held.has(name)) {
      if (signal?.aborted) throw new DOMException('given up', 'AbortError');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    this.held.add(name);
    try {
      return await callback();
    } finally {
      this.held.delete(name);
    }
  };
}

describe('the seat that a tab keeps', () => {
  let world: RingWorld;
  const key = 'parlour.seat.1';
  const place = { kind: 'room', roomId: nextId(), slug: 'lunch', title: 'Lunch' } as const;
  const seat = (): Seat => ({
    userId: world.user()?.id ?? '',
    place,
    resume: { callId: nextId(), participantId: nextId(), token: 'token' },
    devices: { microphone: false, camera: true },
  });

  /** The page is loaded anew: what a document has is gone, what the tab keeps is there. */
  async function load(): Promise<KeptSeat> {
    const kept = sessionStorage.getItem(key);
    TestBed.resetTestingModule();
    if (kept !== null) sessionStorage.setItem(key, kept);
    return find();
  }

  async function find(): Promise<KeptSeat> {
    TestBed.resetTestingModule();
    world = new RingWorld();
    TestBed.configureTestingModule({ providers: world.providers });
    const found = TestBed.inject(KeptSeat);
    await world.settled();
    return found;
  }

  function change(by: Readonly<Record<string, unknown>>): void {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? '{}') as object;
    sessionStorage.setItem(key, JSON.stringify({ ...stored, ...by }));
  }

  beforeEach(() => {
    sessionStorage.clear();
    Object.assign(navigator, { locks: new FakeLocks() });
  });
  afterEach(() => {
    Object.assign(navigator, { locks: undefined });
    jest.restoreAllMocks();
  });

  it('is offered to who loads the page anew, and where it belongs', async () => {
    const before = await find();
    const kept = seat();
    before.keep(kept);
    expect(before.offered()).toBeNull();
    const after = await load();
    expect(after.offered()).toMatchObject(kept);
    expect(after.offeredAt(place)).toMatchObject(kept);
    expect(after.offeredAt({ ...place, roomId: nextId() })).toBeNull();
  });

  it('is not offered when one has left, or declined the offer', async () => {
    (await find()).keep(seat());
    const declined = await load();
    declined.forget();
    expect(declined.offered()).toBeNull();
    expect((await load()).offered()).toBeNull();
  });

  it('is not offered while one is in a call', async () => {
    (await find()).keep(seat());
    const after = await load();
    TestBed.inject(OngoingCall).handlePlace(place);
    expect(after.offered()).toBeNull();
    TestBed.inject(OngoingCall).handlePlace(null);
    expect(after.offered()).not.toBeNull();
  });

  it('is nobody else’s, and is gone with the session', async () => {
    (await find()).keep(seat());
    change({ userId: nextId() });
    expect((await load()).offered()).toBeNull();
    (await find()).keep(seat());
    const after = await load();
    expect(after.offered()).not.toBeNull();
    world.user.set(null);
    await world.settled();
    expect(sessionStorage.getItem(key)).toBeNull();
  });

  it('is not offered to a tab of yesterday, nor from something that is no seat', async () => {
    (await find()).keep(seat());
    change({ aliveAt: Date.now() - 3_600_000 });
    expect((await load()).offered()).toBeNull();
    sessionStorage.setItem(key, '{"half');
    expect((await load()).offered()).toBeNull();
  });

  it('is not offered by a copy of the tab, in which the call goes on', async () => {
    const original = await find();
    original.keep(seat());
    await world.settled();
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const copy = TestBed.runInInjectionContext(() => new KeptSeat());
    await world.settled();
    expect(copy.offered()).toBeNull();
  });
});
