import { Cell, type Behavior } from '../rx/behavior';
import { type Scope } from '../rx/scope';
import { captureFailure, type CaptureState } from './capture-state';

export type Acquire = () => Promise<MediaStreamTrack>;

const off: CaptureState = { kind: 'off' };

/**
 * Captures from one device. The latest wish wins: a track that arrives when it is no longer wanted is stopped
 * unseen. Its promises settle once the wish is fulfilled, failed or overtaken, and never reject.
 */
export class Capture {
  private readonly cell = new Cell<CaptureState>(off);
  /** Numbers the wishes, so that a slow device is known to be late. */
  private wish = 0;

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
    if (this.idle && !this.scope.ended) await this.capture(acquire, true);
    if (state.kind !== 'muted') return;
    state.track.enabled = true;
    this.cell.set({ kind: 'on', track: state.track });
  }

  /** Lets nothing through, at once, and keeps the device. */
  mute(): void {
    const state = this.cell.value;
    if (state.kind === 'starting') this.stop();
    if (state.kind !== 'on') return;
    state.track.enabled = false;
    this.cell.set({ kind: 'muted', track: state.track });
  }

  /** Lets the device go: its light goes out. */
  stop(): void {
    this.wish += 1;
    this.track?.stop();
    this.cell.set(off);
  }

  /** Captures anew, muted if it was muted; does nothing while the device is not in use. */
  async restart(): Promise<void> {
    if (this.idle) return;
    await this.capture(this.acquire, this.cell.value.kind !== 'muted');
  }

  private async capture(acquire: Acquire, enabled: boolean): Promise<void> {
    const wish = (this.wish += 1);
    // Before the new capture: some cameras can only be opened once.
    this.track?.stop();
    this.cell.set({ kind: 'starting' });
    try {
      const track = await acquire();
      if (wish === this.wish) this.hold(track, enabled);
      else track.stop();
    } catch (error) {
      if (wish === this.wish) this.cell.set({ kind: 'failed', reason: captureFailure(error) });
    }
  }

  private hold(track: MediaStreamTrack, enabled: boolean): void {
    track.enabled = enabled;
    // Fires only when the source ends by itself, never by `stop()`.
    track.addEventListener('ended', () => {
      if (this.track === track) this.cell.set({ kind: 'failed', reason: 'unplugged' });
    });
    this.cell.set({ kind: enabled ? 'on' : 'muted', track });
  }
}

export function trackOf(state: CaptureState): MediaStreamTrack | null {
  return state.kind === 'on' || state.kind === 'muted' ? state.track : null;
}
