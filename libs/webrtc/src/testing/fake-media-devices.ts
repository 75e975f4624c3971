import { type Clock, type MediaDevicesPort, type MediaKind } from '../ports';
import { FakeTrack } from './fake-track';

/** A microphone and a camera which answer after `delayMs`, or refuse. */
export class FakeMediaDevices implements MediaDevicesPort {
  delayMs = 0;
  /** Every question asked, in order. */
  readonly questions: MediaStreamConstraints[] = [];
  /** Every track ever given out. */
  readonly tracks: FakeTrack[] = [];
  /** The name of the DOMException with which a screen is refused, or null. */
  screenRefusal: string | null = null;
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
    return this.give(...kinds.map((kind) => new FakeTrack(kind)));
  }

  /** A screen with its sound. */
  async getDisplayMedia(): Promise<{ getTracks(): MediaStreamTrack[] }> {
    await new Promise<void>((resolve) => this.clock.schedule(this.delayMs, resolve));
    if (this.screenRefusal) throw new DOMException('The screen was refused', this.screenRefusal);
    return this.give(new FakeTrack('video', 'fake screen'), new FakeTrack('audio', 'fake screen sound'));
  }

  private give(...tracks: FakeTrack[]): { getTracks(): MediaStreamTrack[] } {
    this.tracks.push(...tracks);
    return { getTracks: () => tracks };
  }
}
