import { type Clock, type MediaDevicesPort, type MediaKind } from '../ports';
import { FakeTrack } from './fake-track';

/** A microphone and a camera which answer after `delayMs`, or refuse. */
export class FakeMediaDevices implements MediaDevicesPort {
  delayMs = 0;
  /** Every question asked, in order. */
  readonly questions: MediaStreamConstraints[] = [];
  /** Every track ever given out. */
  readonly tracks: FakeTrack[] = [];
  private readonly refusals = new Map<MediaKind, string>();

  constructor(private readonly clock: Clock) {}

  /** How many devices are in use: their lights are on. */
  get live(): number {
    return this.tracks.filter(({ readyState }) => readyState === 'live').length;
  }

  /** From now on rejects with a DOMException of this name, or with null no more. */
  refuse(kind: MediaKind, errorName: string | null): void {
    if (errorName === null) this.refusals.delete(kind);
    else this.refusals.set(kind, errorName);
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }> {
    this.questions.push(constraints);
    await new Promise<void>((resolve) => this.clock.schedule(this.delayMs, resolve));
    const kinds: MediaKind[] = [];
    if (constraints.audio) kinds.push('audio');
    if (constraints.video) kinds.push('video');
    for (const kind of kinds) {
      const refusal = this.refusals.get(kind);
      if (refusal) throw new DOMException(`${kind} was refused`, refusal);
    }
    const tracks = kinds.map((kind) => new FakeTrack(kind));
    this.tracks.push(...tracks);
    return { getTracks: () => tracks };
  }
}
