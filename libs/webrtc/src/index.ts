export { systemClock } from './clock';
export { type CaptureFailure, type CaptureState } from './media/capture-state';
export { LocalMedia, type CaptureDevice, type LocalMediaOptions, type WantedDevices } from './media/local-media';
export { type OutgoingTracks } from './media/outgoing';
export { Mesh, type MeshDependencies } from './mesh/mesh';
export { type PeerProblem, type PeerState, type RemotePeer } from './peer/remote-peer';
export * from './ports';
export { type Behavior } from './rx/behavior';
export { Scope } from './rx/scope';
