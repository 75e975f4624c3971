export { FakeCall, type FakeParticipant } from './fake-call';
export { FakeClock } from './fake-clock';
export { FakeMediaDevices } from './fake-media-devices';
export { FakePeerConnection, type FakeOperation } from './fake-peer-connection';
export { FakeRoutes } from './fake-routes';
export { FakeTrack } from './fake-track';
export { faultsBetween, joinInTurn, joinOne, joinTwo, offersIn, peerOf, stateOf } from './expectations';
