import { isSameMedia, type MediaState } from '@parlour/contracts';
import { combineLatest, distinctUntilChanged, map, Subject, type Observable } from 'rxjs';
import { type Clock, type MediaDevicesPort } from '../ports';
import { Cell, derive, type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { Capture, trackOf, type CaptureReason } from './capture';
import { captureFailure, type CaptureDevice, type CaptureFailure, type CaptureState } from './capture-state';
import { deviceMove, type DeviceNews, type ListedDevice } from './device-follow';
import { cameraDefaults, MediaQuestions, microphoneDefaults, type AudioProcessing } from './media-questions';
import { type OutgoingTracks } from './outgoing';
import { ScreenCapture, type ScreenHint } from './screen-capture';
import { withheldBySystem } from './withheld';

/** Which devices are to be on. A screen is shared by a choice of its own. */
export type WantedDevices = Readonly<Record<CaptureDevice, boolean>>;

export interface LocalMediaOptions {
  readonly microphone?: MediaTrackConstraints;
  readonly camera?: MediaTrackConstraints;
  /** Devices to use where they are there, by their id. */
  readonly chosen?: Readonly<Partial<Record<CaptureDevice, string | null>>>;
}

/** The microphone, the camera and the screen of this side: captured once, shared with every peer. Outlives any one call. */
export class LocalMedia {
  private readonly scope = new Scope();
  private readonly questions: MediaQuestions;
  private readonly constraints: Record<CaptureDevice, MediaTrackConstraints>;
  private readonly chosen: Record<CaptureDevice, string | null>;
  private readonly captures = {
    microphone: new Capture(this.scope, (reason) => this.acquire('microphone', reason)),
    camera: new Capture(this.scope, (reason) => this.acquire('camera', reason)),
  };
  private readonly screen = new ScreenCapture(this.scope, (hint) => this.questions.screen(hint));
  private readonly mediaCell = new Cell<MediaState>({ microphone: false, camera: false, screen: false });
  private readonly news = new Subject<DeviceNews>();
  private listed: readonly ListedDevice[] = [];

  readonly microphone$: Behavior<CaptureState> = this.captures.microphone.state$;
  readonly camera$: Behavior<CaptureState> = this.captures.camera.state$;
  /** It fails only where the system refuses; what the person breaks off leaves it as it was. */
  readonly screen$: Behavior<CaptureState> = this.screen.state$;
  /** What the others are told: whether we can be heard and seen right now, and whether a screen is shared. */
  readonly media$: Behavior<MediaState> = this.mediaCell;
  /** What happened to the devices without anybody's word. */
  readonly news$: Observable<DeviceNews> = this.news.asObservable();
  readonly outgoing: OutgoingTracks = {
    microphone: derive(this.scope, this.microphone$, trackOf),
    camera: derive(this.scope, this.camera$, trackOf),
    screen: derive(this.scope, this.screen$, trackOf),
    screenAudio: this.screen.sound$,
  };
  /** What is on, and gives nothing: by the system's will, not by anybody's here. The others are not told. */
  readonly withheld: Readonly<Record<CaptureDevice, Behavior<boolean>>>;

  /** @param devices null or undefined where the browser has none to offer: an origin that is not secure. */
  constructor(devices: MediaDevicesPort | null | undefined, clock: Clock, options: LocalMediaOptions = {}) {
    this.questions = new MediaQuestions(devices);
    const withheld = (state$: Behavior<CaptureState>): Behavior<boolean> =>
      withheldBySystem(this.scope, derive(this.scope, state$, openTrackOf), clock);
    this.withheld = { microphone: withheld(this.microphone$), camera: withheld(this.camera$) };
    this.constraints = {
      microphone: { ...microphoneDefaults, ...options.microphone },
      camera: { ...cameraDefaults, ...options.camera },
    };
    this.chosen = {
      microphone: options.chosen?.microphone ?? null,
      camera: options.chosen?.camera ?? null,
    };
    this.scope.keep(() => {
      this.news.complete();
    });
    this.scope.keep(
      combineLatest([this.microphone$, this.camera$, this.screen$])
        .pipe(
          map(([microphone, camera, screen]) => ({
            microphone: microphone.kind === 'on',
            camera: camera.kind === 'on',
            screen: screen.kind === 'on',
          })),
          distinctUntilChanged(isSameMedia),
        )
        .subscribe((media) => {
          this.mediaCell.set(media);
        }),
    );
  }

  /** On captures at first and unmutes later; off mutes at once. Never rejects: what went wrong is in `microphone$`. */
  async setMicrophone(on: boolean): Promise<void> {
    if (on) await this.captures.microphone.start();
    else this.captures.microphone.mute();
  }

  /** On captures; off lets the camera go. Never rejects: what went wrong is in `camera$`. */
  async setCamera(on: boolean): Promise<void> {
    if (on) await this.captures.camera.start();
    else this.captures.camera.stop();
  }

  /** Both with a single question of the browser. If that fails, each is asked for alone, to have its own answer. */
  async start(wanted: WantedDevices): Promise<void> {
    const { microphone, camera } = this.captures;
    if (!wanted.microphone || !wanted.camera || !microphone.idle || !camera.idle) {
      await Promise.all([this.setMicrophone(wanted.microphone), this.setCamera(wanted.camera)]);
      return;
    }
    const both = this.questions
      .both({ microphone: this.exactly('microphone'), camera: this.exactly('camera') })
      .catch(() => null);
    await Promise.all([
      microphone.start(async (reason) => (await both)?.microphone ?? this.acquire('microphone', reason)),
      camera.start(async (reason) => (await both)?.camera ?? this.acquire('camera', reason)),
    ]);
  }

  /**
   * Uses this device from now on, null for the system's choice. One that is in use goes on until the new one is there;
   * muted stays muted. Answers with why the new one cannot be used: then the choice is as before. Never rejects.
   */
  async chooseDevice(device: CaptureDevice, deviceId: string | null): Promise<CaptureFailure | null> {
    const before = this.chosen[device];
    this.chosen[device] = deviceId;
    const capture = this.captures[device];
    const failure = await capture.exchange(() => this.questions.one(device, this.exactly(device)));
    if (failure === null || this.chosen[device] !== deviceId) return null;
    this.chosen[device] = before;
    await capture.retry();
    return failure;
  }

  /** From now on, and for the microphone that is in use. */
  async setAudioProcessing(processing: AudioProcessing): Promise<void> {
    this.constraints.microphone = { ...this.constraints.microphone, ...processing };
    await this.captures.microphone.exchange();
  }

  /** Asks the person what to share; from within a touch of the page. Never rejects: see `screen$`. */
  startScreen(): Promise<void> {
    return this.screen.start();
  }

  stopScreen(): void {
    this.screen.stop();
  }

  /** What kind of picture the shared screen is, now and later. */
  setScreenHint(hint: ScreenHint): void {
    this.screen.setHint(hint);
  }

  /** What is plugged in, at first and after each change: devices that come and go are followed. */
  handleDevices(devices: readonly ListedDevice[]): void {
    const before = this.listed;
    this.listed = devices;
    this.follow('microphone', before);
    this.follow('camera', before);
  }

  /** Stops all capture for good. */
  close(): void {
    this.captures.microphone.stop();
    this.captures.camera.stop();
    this.screen.stop();
    this.scope.end();
  }

  private follow(device: CaptureDevice, before: readonly ListedDevice[]): void {
    const capture = this.captures[device];
    const state = capture.state$.value;
    const move = deviceMove({
      before: before.filter(({ kind }) => kind === device),
      after: this.listed.filter(({ kind }) => kind === device),
      chosen: this.chosen[device],
      inUse: capture.track?.getSettings() ?? null,
      failed: state.kind === 'failed' ? state.reason : null,
    });
    switch (move.kind) {
      case 'retry':
        return void capture.retry();
      case 'return':
        return void this.moveTo(device, 'returned', move.to);
      case 'follow-default':
        return void this.moveTo(device, 'default-changed', move.to);
      case 'tell':
        return this.news.next({ kind: 'found', device, label: move.of.label });
      case 'none':
    }
  }

  private async moveTo(
    device: CaptureDevice,
    kind: 'returned' | 'default-changed',
    { label }: ListedDevice,
  ): Promise<void> {
    if ((await this.captures[device].exchange()) === null) this.news.next({ kind, device, label });
  }

  /** The chosen device; where it is not there, whatever the system takes, with a word. */
  private async acquire(device: CaptureDevice, reason: CaptureReason): Promise<MediaStreamTrack> {
    const isOther = reason === 'lost';
    const found = (track: MediaStreamTrack): MediaStreamTrack => {
      this.news.next({ kind: 'replaced', device, label: track.label });
      return track;
    };
    try {
      const track = await this.questions.one(device, this.exactly(device));
      return isOther ? found(track) : track;
    } catch (error) {
      if (this.chosen[device] === null || captureFailure(error) !== 'no-device') throw error;
      return found(await this.questions.one(device, this.constraints[device]));
    }
  }

  private exactly(device: CaptureDevice): MediaTrackConstraints {
    const deviceId = this.chosen[device];
    const constraints = this.constraints[device];
    return deviceId === null ? constraints : { ...constraints, deviceId: { exact: deviceId } };
  }
}

/** What is let through: of what a person has muted nobody has to be told that it gives nothing. */
const openTrackOf = (state: CaptureState): MediaStreamTrack | null =>
  state.kind === 'on' ? state.track : null;
