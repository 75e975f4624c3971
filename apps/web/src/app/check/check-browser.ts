import { InjectionToken, inject } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { type Observable } from 'rxjs';
import { drawPicture, type MadeTrack, makeTone } from './made-media';
import { type Picture, watchPicture } from './watch-picture';

/** The parts of an RTCPeerConnection that the checks use. */
export type CheckedConnection = Pick<
  RTCPeerConnection,
  | 'addEventListener'
  | 'addIceCandidate'
  | 'addTrack'
  | 'close'
  | 'connectionState'
  | 'createDataChannel'
  | 'getStats'
  | 'iceGatheringState'
  | 'localDescription'
  | 'setLocalDescription'
  | 'setRemoteDescription'
>;

/** What the checks ask of the browser besides what a call does; tests put a fake here. */
export interface CheckBrowser {
  readonly isSecure: boolean;
  readonly userAgent: string;
  readonly origin: string;
  /** Null where there is no WebRTC. Throws what the constructor of RTCPeerConnection throws. */
  readonly connect: ((configuration: RTCConfiguration) => CheckedConnection) | null;
  watchPicture(track: MediaStreamTrack): Observable<Picture>;
  /** For where there is no camera. @throws where the browser cannot. */
  drawPicture(): MadeTrack;
  /** For where there is no microphone. @throws where the browser cannot. */
  makeTone(): MadeTrack;
}

export const checkBrowser = new InjectionToken<CheckBrowser>('checkBrowser', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView ?? globalThis.window;
    return {
      isSecure: window.isSecureContext,
      userAgent: window.navigator.userAgent,
      origin: window.location.origin,
      connect: 'RTCPeerConnection' in window ? (configuration) => new RTCPeerConnection(configuration) : null,
      watchPicture,
      drawPicture,
      makeTone,
    };
  },
});
