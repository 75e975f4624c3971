import { Cell, type Behavior } from '../rx/behavior';
import { type Scope } from '../rx/scope';
import { captureFailure, type CaptureFailure, type CaptureState } from './capture-state';

/** `lost`: the device that was in use ended by itself, and another one has to do. */
export type CaptureReason = 'wanted' | 'lost';
export type Acquire = (reason: CaptureReason) => Promise<MediaStreamTrack>;

const off: CaptureState = { kind: 'off' };

/**
 * Captures from one device. The latest wish wins: a track that arrives when it is no longer wanted is stopped
 * unseen. Its promises settle once the wish is fulfilled, failed or overtaken, and never reject.
 */
export class Capture {
  private readonly cell = new Cell<CaptureState>(off);
  /** Numbers the wishes, so that a slow device is known to be late. */
  private wish = 0;
  /** Whether sound or picture is let through: what is captured in place of something muted is muted. */
  private open = true;
  /** Whether what is captured replaces a device that went: a replacement that goes too is not replaced in turn. */
  private replaced = false;

  readonly state$: Behavior<CaptureState> = this.cell;

  /** @param scope captures nothing after its end; `stop` it before. */
  constructor(
    private readonly scope: Scope,
    private readonly acquire: Acquire,
  ) {
    scope.keep(() => {
      this.cell.complete();
    });
  }

  /** Neither capturing nor about to. */
  get idle(): boolean {
    return this.cell.value.kind === 'off' || this.cell.value.kind === 'failed';
  }

  /** The track to send, if there is one: a muted track too, since silence costs no negotiation and unmutes at once. */
  get track(): MediaStreamTrack | null {
    return trackOf(this.cell.value);
  }

  /** Captures, or unmutes what is captured already. */
  async start(acquire: Acquire = this.acquire): Promise<void> {
    const state = this.cell.value;
    if (state.kind === 'muted') {
      this.open = true;
      this.show(state.track);
    }
    if (!this.idle || this.scope.ended) return;
    this.replaced = false;
    await this.capture(acquire, 'wanted', true);
  }

  /** Lets nothing through, at once, and keeps the device. */
  mute(): void {
    const state = this.cell.value;
    if (state.kind === 'starting') this.stop();
    if (state.kind !== 'on') return;
    this.open = false;
    this.show(state.track);
  }

  /** Lets the device go: its light goes out. */
  stop(): void {
    this.wish += 1;
    this.track?.stop();
    this.cell.set(off);
  }

  /**
   * Captures anew while the old track goes on until the new one is there, so that nobody notices a gap; muted if it was
   * muted. Does nothing while the device is not in use. Answers with why it could not; then all is as before, unless the
   * old device had to be let go for it: then it has failed.
   */
  async exchange(acquire: Acquire = this.acquire): Promise<CaptureFailure | null> {
    const before = this.track;
    this.replaced = false;
    if (!before) {
      if (!this.idle) await this.capture(acquire, 'wanted', this.open);
      return this.failure;
    }
    const wish = (this.wish += 1);
    try {
      const track = await acquire('wanted');
      if (wish !== this.wish) track.stop();
      else this.hold(track);
      return null;
    } catch (error) {
      if (wish !== this.wish) return null;
      const reason = captureFailure(error);
      if (reason !== 'in-use') return reason;
      // Some devices can only be opened once, and this may be the same one.
      await this.capture(acquire, 'wanted', this.open);
      return this.failure;
    }
  }

  /** Something was plugged in: what had failed for want of a device is tried again, muted if it was muted. */
  async retry(): Promise<void> {
    if (this.cell.value.kind !== 'failed' || this.scope.ended) return;
    this.replaced = false;
    await this.capture(this.acquire, 'lost', this.open);
  }

  private get failure(): CaptureFailure | null {
    const state = this.cell.value;
    return state.kind === 'failed' ? state.reason : null;
  }

  private async capture(acquire: Acquire, reason: CaptureReason, open: boolean): Promise<void> {
    const wish = (this.wish += 1);
    this.track?.stop();
    this.open = open;
    this.cell.set({ kind: 'starting' });
    try {
      const track = await acquire(reason);
      if (wish === this.wish) this.hold(track);
      else track.stop();
    } catch (error) {
      if (wish === this.wish) this.cell.set({ kind: 'failed', reason: captureFailure(error) });
    }
  }

  private hold(track: MediaStreamTrack): void {
    const before = this.track;
    // Fires only when the source ends by itself, never by `stop()`.
    track.addEventListener('ended', () => {
      if (this.track === track) void this.replace();
    });
    this.show(track);
    before?.stop();
  }

  private show(track: MediaStreamTrack): void {
    track.enabled = this.open;
    this.cell.set({ kind: this.open ? 'on' : 'muted', track });
  }

  /** The device went. One that goes as soon as it is there is not tried for ever: only a change of devices tries again. */
  private async replace(): Promise<void> {
    if (!this.replaced) {
      this.replaced = true;
      await this.capture(this.acquire, 'lost', this.open);
      if (this.failure !== 'no-device') return;
    }
    this.cell.set({ kind: 'failed', reason: 'unplugged' });
  }
}

export function trackOf(state: CaptureState): MediaStreamTrack | null {
  return state.kind === 'on' || state.kind === 'muted' ? state.track : null;
}
