import { FakeTrack } from '@parlour/webrtc/testing';
import { NEVER, of } from 'rxjs';
import { Captures } from '../captures';
import { CheckWorld } from '../testing/check-world';
import { type CaptureWorld, probeCamera, probeMicrophone } from './capture-probes';

describe('what the checks of the devices captured', () => {
  let world: CheckWorld;
  let leaving: AbortController;
  let captures: Captures;

  beforeEach(() => {
    world = new CheckWorld();
    leaving = new AbortController();
    captures = new Captures(leaving.signal);
  });

  const around = (inUse: MediaStreamTrack | null = null): CaptureWorld => ({
    devices: world.devices,
    clock: world.clock,
    signal: leaving.signal,
    chosenId: null,
    inUse,
    show: () => undefined,
    keep: (capture) => captures.keep(capture),
  });

  /** Longer than the patience of either. */
  const pass = (): Promise<void> => world.clock.advance(15_000);

  test('stays on until it has been sent, and is let go then', async () => {
    void probeMicrophone(around(), () => of(0.1, 0.1, 0.1));
    void probeCamera(around(), () => world.pictures);
    await pass();
    expect(captures.track('audio')?.label).toBe('fake audio');
    expect(captures.track('video')?.label).toBe('fake video');
    expect(world.devices.live).toBe(2);
    captures.release();
    expect(world.devices.live).toBe(0);
  });

  test('is let go at once where it gives no pictures', async () => {
    void probeCamera(around(), () => NEVER);
    await pass();
    expect(captures.track('video')).toBeNull();
    expect(world.devices.live).toBe(0);
  });

  test('is let go when the run is given up before it has been judged', async () => {
    void probeMicrophone(around(), () => NEVER);
    await world.clock.advance(100);
    expect(world.devices.live).toBe(1);
    leaving.abort();
    await pass();
    expect(world.devices.live).toBe(0);
  });

  test('goes on where it belongs to a call', async () => {
    const camera = new FakeTrack('video', 'of a call');
    void probeCamera(around(camera), () => world.pictures);
    await pass();
    expect(captures.track('video')).toBe(camera);
    captures.release();
    expect(camera.readyState).toBe('live');
  });
});
