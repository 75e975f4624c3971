import { type Clock, type MediaDevicesPort, type MediaKind } from '../ports';
import { FakeTrack } from './fake-track';

/** A microphone, a camera and a screen which answer after `delayMs`, or refuse. */
export class FakeMediaDevices implements MediaDevicesPort {
  delayMs = 0;
  /** Every question asked, in order. */
  readonly questions: MediaStreamConstraints[] = [];
  /** Every track ever given out. */
  readonly tracks: FakeTrack[] = [];
  /** The name of the DOMException with which a screen is refused, or null. */
  screenRefusal: string | null = null;
  /** What was asked for each shared screen, in order. */
  readonly screens: DisplayMediaStreamOptions[] = [];
  /** Whether what is shared has sound. */
  screenHasSound = true;
  private readonly refusals = new Map<MediaKind | 'screen', Refusal>();
  private readonly gone = new Set<string>();

  constructor(private readonly clock: Clock) {}

  /** How many devices are in use: their lights are on. */
  get live(): number {
    return this.tracks.filter(({ readyState }) => readyState === 'live').length;
  }

  /** From now on rejects with a DOMException of this name, or with null no more. */
  refuse(kind: MediaKind | 'screen', errorName: string | null, message = `${kind} was refused`): void {
    if (errorName === null) this.refusals.delete(kind);
    else this.refusals.set(kind, { errorName, message });
  }

  /** Who asks for exactly this device is told that it is not there. */
  unplug(deviceId: string): void {
    this.gone.add(deviceId);
  }

  plugIn(deviceId: string): void {
    this.gone.delete(deviceId);
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }> {
    this.questions.push(constraints);
    await new Promise<void>((resolve) => this.clock.schedule(this.delayMs, resolve));
    const kinds: MediaKind[] = [];
    if (constraints.audio) kinds.push('audio');
    if (constraints.video) kinds.push('video');
    for (const kind of kinds) this.mayRefuse(kind);
    const tracks = kinds.map((kind) => this.give(kind, deviceIdOf(constraints, kind)));
    this.tracks.push(...tracks);
    return { getTracks: () => tracks };
  }

  async getDisplayMedia(
    constraints: DisplayMediaStreamOptions,
  ): Promise<{ getTracks(): MediaStreamTrack[] }> {
    this.screens.push(constraints);
    await new Promise<void>((resolve) => this.clock.schedule(this.delayMs, resolve));
    this.mayRefuse('screen');
    const tracks = [new FakeTrack('video', 'a screen')];
    if (this.screenHasSound) tracks.push(new FakeTrack('audio', 'its sound'));
    this.tracks.push(...tracks);
    return { getTracks: () => tracks };
  }

  private mayRefuse(kind: MediaKind | 'screen'): void {
    const refusal = this.refusals.get(kind);
    if (refusal) throw new DOMException(refusal.message, refusal.errorName);
  }

  private give(kind: MediaKind, deviceId: string | null): FakeTrack {
    if (deviceId !== null && this.gone.has(deviceId)) {
      throw new DOMException('no such device', 'OverconstrainedError');
    }
    return new FakeTrack(kind, deviceId ?? `fake ${kind}`, deviceId ?? `default ${kind}`);
  }
}

interface Refusal {
  readonly errorName: string;
  readonly message: string;
}

function deviceIdOf({ audio, video }: MediaStreamConstraints, kind: MediaKind): string | null {
  const wishes = kind === 'audio' ? audio : video;
  const deviceId = typeof wishes === 'object' ? wishes.deviceId : null;
  return typeof deviceId === 'object' && deviceId !== null && 'exact' in deviceId
    ? String(deviceId.exact)
    : null;
}
