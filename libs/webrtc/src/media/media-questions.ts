import { type MediaDevicesPort } from '../ports';
import { type CaptureDevice } from './capture-state';
import { screenConstraints, type ScreenHint } from './screen-capture';

/** What the browser does to the sound of a microphone. */
export interface AudioProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** Never `channelCount: 2`: stereo switches echo cancellation off in Chromium (jitsi-meet#9447). */
export const microphoneDefaults: MediaTrackConstraints & AudioProcessing = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Ideals only, so that any camera will do. In a mesh each picture is encoded once per peer: qHD is what a laptop carries. */
export const cameraDefaults: MediaTrackConstraints = {
  width: { ideal: 960 },
  height: { ideal: 540 },
  frameRate: { ideal: 24, max: 30 },
};

/** W3C Screen Capture section 5.4, and what lib.dom does not know yet. Who does not know a wish passes over it. */
interface ScreenWishes extends DisplayMediaStreamOptions {
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly systemAudio: 'include';
}

/** As it sounds, and never the others' voices back to them, should the sound of the whole system be shared. */
const screenSound = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  restrictOwnAudio: true,
};

/** The questions put to the browser. They reject with the DOMExceptions of W3C Media Capture section 10.2. */
export class MediaQuestions {
  /** @param devices null or undefined where the browser has none to offer: an origin that is not secure. */
  constructor(private readonly devices: MediaDevicesPort | null | undefined) {}

  async one(device: CaptureDevice, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    const stream = await this.existing.getUserMedia(
      device === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    return only(stream.getTracks(), device);
  }

  /** With a single question of the browser to the person. */
  async both(
    constraints: Readonly<Record<CaptureDevice, MediaTrackConstraints>>,
  ): Promise<Record<CaptureDevice, MediaStreamTrack>> {
    const stream = await this.existing.getUserMedia({
      audio: constraints.microphone,
      video: constraints.camera,
    });
    const tracks = stream.getTracks();
    return { microphone: only(tracks, 'microphone'), camera: only(tracks, 'camera') };
  }

  /** A picture, and the sound that goes with it if there is one. */
  async screen(hint: ScreenHint): Promise<MediaStreamTrack[]> {
    const wishes: ScreenWishes = {
      video: screenConstraints(hint),
      audio: screenSound,
      selfBrowserSurface: 'exclude',
      surfaceSwitching: 'include',
      systemAudio: 'include',
    };
    const { existing } = this;
    if (!existing.getDisplayMedia) throw new DOMException('Nothing to share here', 'NotFoundError');
    return (await existing.getDisplayMedia(wishes)).getTracks();
  }

  private get existing(): MediaDevicesPort {
    if (!this.devices) throw new DOMException('No media devices without a secure origin', 'SecurityError');
    return this.devices;
  }
}

function only(tracks: MediaStreamTrack[], device: CaptureDevice): MediaStreamTrack {
  const track = tracks.find(({ kind }) => kind === (device === 'microphone' ? 'audio' : 'video'));
  if (!track) throw new DOMException(`No ${device} in the stream`, 'NotFoundError');
  return track;
}
