import { Cell, type Behavior } from '../rx/behavior';
import { type Scope } from '../rx/scope';
import { trackOf } from './capture';
import { captureFailure, type CaptureState } from './capture-state';

/** What is on the screen: text and forms to be read, or a film to be fluent (W3C mst-content-hint). */
export type ScreenHint = 'detail' | 'motion';

/** Text moves seldom and each of its pictures costs much; a film wants them all. */
const frameRates: Readonly<Record<ScreenHint, number>> = { detail: 15, motion: 30 };

export const screenConstraints = (hint: ScreenHint): MediaTrackConstraints => ({
  frameRate: { ideal: frameRates[hint], max: 30 },
});

const off: CaptureState = { kind: 'off' };

/**
 * A shared screen, window or tab, with its sound where the browser gives it. It ends by `stop`, or by the browser's own
 * bar. A choice that the person breaks off changes nothing.
 */
export class ScreenCapture {
  private readonly cell = new Cell<CaptureState>(off);
  private readonly sound = new Cell<MediaStreamTrack | null>(null);
  private wish = 0;
  private hint: ScreenHint = 'detail';

  readonly state$: Behavior<CaptureState> = this.cell;
  readonly sound$: Behavior<MediaStreamTrack | null> = this.sound;

  constructor(
    private readonly scope: Scope,
    private readonly acquire: (hint: ScreenHint) => Promise<MediaStreamTrack[]>,
  ) {
    scope.keep(() => {
      this.cell.complete();
      this.sound.complete();
    });
  }

  /** Asks what to share; what is shared already goes on until something else was chosen. Never rejects. */
  async start(): Promise<void> {
    if (this.scope.ended) return;
    const wish = (this.wish += 1);
    if (!trackOf(this.cell.value)) this.cell.set({ kind: 'starting' });
    try {
      const tracks = await this.acquire(this.hint);
      if (wish === this.wish) this.hold(tracks);
      else stopAll(tracks);
    } catch (error) {
      if (wish === this.wish && this.cell.value.kind === 'starting') this.cell.set(afterRefusal(error));
    }
  }

  stop(): void {
    this.wish += 1;
    const before = this.tracks;
    this.cell.set(off);
    this.sound.set(null);
    stopAll(before);
  }

  /** For what is shared now, and later. */
  setHint(hint: ScreenHint): void {
    this.hint = hint;
    const track = trackOf(this.cell.value);
    if (!track) return;
    track.contentHint = hint;
    void track.applyConstraints(screenConstraints(hint)).catch(() => undefined); // the frame rate is a wish
  }

  private get tracks(): MediaStreamTrack[] {
    return [trackOf(this.cell.value), this.sound.value].filter((track) => track !== null);
  }

  private hold(tracks: MediaStreamTrack[]): void {
    const before = this.tracks;
    const picture = tracks.find(({ kind }) => kind === 'video');
    const sound = tracks.find(({ kind }) => kind === 'audio') ?? null;
    if (!picture) throw new DOMException('No picture in the stream', 'NotFoundError');
    picture.contentHint = this.hint;
    if (sound) sound.contentHint = 'music'; // mst-content-hint section 3: never treated as speech
    // By the browser's own bar, or because the window is gone.
    picture.addEventListener('ended', () => {
      if (trackOf(this.cell.value) === picture) this.stop();
    });
    sound?.addEventListener('ended', () => {
      if (this.sound.value === sound) this.sound.set(null);
    });
    this.cell.set({ kind: 'on', track: picture });
    this.sound.set(sound);
    stopAll(before);
  }
}

/**
 * Breaking off the choice and a refusal by the browser have the same name (W3C Screen Capture section 5.1); only the
 * system's refusal is worth a word, and Chromium says so in its message.
 */
function afterRefusal(error: unknown): CaptureState {
  const reason = captureFailure(error);
  const bySystem = /system/i.test(String(error));
  return reason === 'denied' && !bySystem ? off : { kind: 'failed', reason };
}

function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}
