import { InjectionToken } from '@angular/core';
import { type Clock, type MediaDevicesPort, type PeerConnectionFactory, systemClock } from '@parlour/webrtc';
import { browserPeerConnections } from './browser-peer-connections';
import { type DeviceList, browserDeviceList } from './device-list';
import { type FirstPictureOf, browserFirstPictureOf } from './first-picture';
import { type LevelMeter, browserLevelMeter } from './level-meter';
import { type SightOf, browserSightOf } from './sight';
import { type Speakers, browserSpeakers } from './speakers';

/** All that the call touches of the browser; tests put fakes here. */
export interface Platform {
  readonly peerConnections: PeerConnectionFactory;
  /** Null where the browser offers none: an origin that is not secure. */
  readonly mediaDevices: MediaDevicesPort | null;
  readonly deviceList: DeviceList;
  readonly levelMeter: LevelMeter;
  readonly speakers: Speakers;
  readonly sightOf: SightOf;
  readonly firstPictureOf: FirstPictureOf;
  readonly clock: Clock;
  createStream(tracks: readonly MediaStreamTrack[]): MediaStream;
}

export const platform = new InjectionToken<Platform>('platform', {
  providedIn: 'root',
  factory: () => ({
    peerConnections: browserPeerConnections,
    mediaDevices: mediaDevicesOf(navigator),
    deviceList: browserDeviceList(mediaDevicesOf(navigator)),
    levelMeter: browserLevelMeter,
    speakers: browserSpeakers,
    sightOf: browserSightOf,
    firstPictureOf: browserFirstPictureOf,
    clock: systemClock,
    createStream: (tracks) => new MediaStream([...tracks]),
  }),
});

/** `mediaDevices` is absent where the context is not secure (W3C Media Capture section 9.1), whatever lib.dom says. */
const mediaDevicesOf = (browser: Navigator): MediaDevices | null =>
  (browser.mediaDevices as MediaDevices | undefined) ?? null;
