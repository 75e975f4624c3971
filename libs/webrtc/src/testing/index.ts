export { FakeCall, type FakeParticipant } from './fake-call';
export { FakeClock } from './fake-clock';
export { FakeDataChannel } from './fake-data-channel';
export { FakeIceAccess } from './fake-ice-access';
export { FakeMediaDevices } from './fake-media-devices';
export { FakePeerConnection, type FakeOperation } from './fake-peer-connection';
export { FakeRoutes } from './fake-routes';
export { FakeSender } from './fake-sender';
export { FakeTrack } from './fake-track';
export {
  faultsBetween,
  joinInTurn,
  joinOne,
  joinTwo,
  leftoversOf,
  nothingLeft,
  offersIn,
  peerOf,
  stateOf,
} from './expectations';
