import { type MediaState } from '@parlour/contracts';
import { combineLatest, map } from 'rxjs';
import { type MediaDevicesPort } from '../ports';
import { Cell, derive, type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { Capture, trackOf } from './capture';
import { type CaptureState } from './capture-state';
import { type OutgoingTracks } from './outgoing';

export type CaptureDevice = 'microphone' | 'camera';

/** Which devices are to be on. A screen is shared by a choice of its own. */
export type WantedDevices = Readonly<Record<CaptureDevice, boolean>>;

export interface LocalMediaOptions {
  readonly microphone?: MediaTrackConstraints;
  readonly camera?: MediaTrackConstraints;
}

/** Never `channelCount: 2`: stereo switches echo cancellation off in Chromium (jitsi-meet#9447). */
const microphoneDefaults: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Ideals only, so that any camera will do. In a mesh each picture is encoded once per peer: qHD is what a laptop carries. */
const cameraDefaults: MediaTrackConstraints = {
  width: { ideal: 960 },
  height: { ideal: 540 },
  frameRate: { ideal: 24, max: 30 },
};

/** The microphone and the camera of this side: captured once, shared with every peer. Outlives any one call. */
export class LocalMedia {
  private readonly scope = new Scope();
  private readonly constraints: Record<CaptureDevice, MediaTrackConstraints>;
  private readonly microphone = new Capture(this.scope, () => this.acquire('microphone'));
  private readonly camera = new Capture(this.scope, () => this.acquire('camera'));
  private readonly mediaCell = new Cell<MediaState>({ microphone: false, camera: false, screen: false });

  readonly microphone$: Behavior<CaptureState> = this.microphone.state$;
  readonly camera$: Behavior<CaptureState> = this.camera.state$;
  /** What the others are told: whether we can be heard and seen right now. */
  readonly media$: Behavior<MediaState> = this.mediaCell;
  readonly outgoing: OutgoingTracks = {
    microphone: derive(this.scope, this.microphone$, trackOf),
    camera: derive(this.scope, this.camera$, trackOf),
  };

  /** @param devices null or undefined where the browser has none to offer: an origin that is not secure. */
  constructor(
    private readonly devices: MediaDevicesPort | null | undefined,
    options: LocalMediaOptions = {},
  ) {
    this.constraints = {
      microphone: { ...microphoneDefaults, ...options.microphone },
      camera: { ...cameraDefaults, ...options.camera },
    };
    this.scope.keep(
      combineLatest([this.microphone$, this.camera$])
        .pipe(
          map(([microphone, camera]) => ({
            microphone: microphone.kind === 'on',
            camera: camera.kind === 'on',
            screen: false,
          })),
        )
        .subscribe((media) => {
          const { microphone, camera } = this.mediaCell.value;
          if (media.microphone !== microphone || media.camera !== camera) this.mediaCell.set(media);
        }),
    );
  }

  /** On captures at first and unmutes later; off mutes at once. Never rejects: what went wrong is in `microphone$`. */
  async setMicrophone(on: boolean): Promise<void> {
    if (on) await this.microphone.start();
    else this.microphone.mute();
  }

  /** On captures; off lets the camera go. Never rejects: what went wrong is in `camera$`. */
  async setCamera(on: boolean): Promise<void> {
    if (on) await this.camera.start();
    else this.camera.stop();
  }

  /** Both with a single question of the browser. If that fails, each is asked for alone, to have its own answer. */
  async start(wanted: WantedDevices): Promise<void> {
    if (!wanted.microphone || !wanted.camera || !this.microphone.idle || !this.camera.idle) {
      await Promise.all([this.setMicrophone(wanted.microphone), this.setCamera(wanted.camera)]);
      return;
    }
    const both = this.acquireBoth();
    await Promise.all([
      this.microphone.start(async () => (await both)?.microphone ?? this.acquire('microphone')),
      this.camera.start(async () => (await both)?.camera ?? this.acquire('camera')),
    ]);
  }

  /** Uses this device from now on, null for the browser's choice. One that is in use is exchanged, muted if it was muted. */
  async chooseDevice(device: CaptureDevice, deviceId: string | null): Promise<void> {
    const constraints = { ...this.constraints[device] };
    if (deviceId === null) delete constraints.deviceId;
    else constraints.deviceId = { exact: deviceId };
    this.constraints[device] = constraints;
    await (device === 'microphone' ? this.microphone : this.camera).restart();
  }

  /** Stops all capture for good. */
  close(): void {
    this.microphone.stop();
    this.camera.stop();
    this.scope.end();
  }

  private async acquire(device: CaptureDevice): Promise<MediaStreamTrack> {
    const constraints = this.constraints[device];
    const tracks = await this.getUserMedia(
      device === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    return only(tracks, device);
  }

  private async acquireBoth(): Promise<Record<CaptureDevice, MediaStreamTrack> | null> {
    try {
      const tracks = await this.getUserMedia({
        audio: this.constraints.microphone,
        video: this.constraints.camera,
      });
      return { microphone: only(tracks, 'microphone'), camera: only(tracks, 'camera') };
    } catch {
      return null;
    }
  }

  private async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStreamTrack[]> {
    if (!this.devices) throw new DOMException('No media devices without a secure origin', 'SecurityError');
    return (await this.devices.getUserMedia(constraints)).getTracks();
  }
}

function only(tracks: MediaStreamTrack[], device: CaptureDevice): MediaStreamTrack {
  const track = tracks.find(({ kind }) => kind === (device === 'microphone' ? 'audio' : 'video'));
  if (!track) throw new DOMException(`No ${device} in the stream`, 'NotFoundError');
  return track;
}
