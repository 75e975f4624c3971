export { systemClock } from './clock';
export {
  captureFailure,
  type CaptureDevice,
  type CaptureFailure,
  type CaptureState,
} from './media/capture-state';
export { isAlias, type DeviceNews, type ListedDevice } from './media/device-follow';
export { LocalMedia, type LocalMediaOptions, type WantedDevices } from './media/local-media';
export { type AudioProcessing } from './media/media-questions';
export { hearWhileMuted, nothingHeard } from './media/muted-speech';
export { type OutgoingTracks } from './media/outgoing';
export { type ScreenHint } from './media/screen-capture';
export { relaysOf, rtcIceServer } from './mesh/ice';
export { Mesh, type MeshDependencies } from './mesh/mesh';
export { type Encoding } from './peer/encoding';
export { type PeerProblem, type PeerState, type RemotePeer } from './peer/remote-peer';
export { slots, type Slot, type SlotName } from './peer/slots';
export * from './ports';
export { type Behavior } from './rx/behavior';
export { Scope } from './rx/scope';
export { type MeasuredPeer } from './quality/known-peer';
export { QualityController, type QualityDependencies } from './quality/quality-controller';
export {
  type PeerQuality,
  type QualityBars,
  type Route,
  type StreamQualities,
  type StreamQuality,
} from './quality/peer-quality';
export { SpeakerWatch, type SpeakerWatchDependencies } from './speakers/speaker-watch';
export { type SafetyCode } from './safety-code/safety-code';
export { safetySymbols, type SafetySymbol } from './safety-code/safety-symbols';
