import { type FakeClock, type FakeMediaDevices, type FakeRoutes } from '@parlour/webrtc/testing';
import { of } from 'rxjs';
import { type Platform } from '../../platform/platform';

/** The browser of one participant of a test, as far as calls touch it. */
export const fakePlatform = (
  name: string,
  { clock, devices, routes }: { clock: FakeClock; devices: FakeMediaDevices; routes: FakeRoutes },
): Platform => ({
  peerConnections: routes.factory(name),
  mediaDevices: devices,
  deviceList: { devices$: of([]) },
  levelMeter: () => of(0),
  sightOf: () => of(null), // jsdom lays nothing out
  firstPictureOf: () => of(undefined),
  speakers: { canChoose: true, playTestSound: () => Promise.resolve() },
  clock,
  createStream: () => null as unknown as MediaStream, // nothing to play: jsdom plays nothing
});
