/** A track, and how whoever has it lets it go. */
export interface Capture {
  readonly track: MediaStreamTrack;
  release(): void;
}

/** What the checks of the devices captured, kept for the call with oneself that comes after them. */
export class Captures {
  private readonly kept = new Map<string, Capture>();
  private isReleased = false;

  constructor(givenUp: AbortSignal) {
    givenUp.addEventListener('abort', () => this.release());
  }

  keep(capture: Capture): void {
    if (this.isReleased) capture.release();
    else this.kept.set(capture.track.kind, capture);
  }

  /** Null where nothing was captured, and where nothing comes from it any more. */
  track(kind: 'audio' | 'video'): MediaStreamTrack | null {
    const track = this.kept.get(kind)?.track;
    return track?.readyState === 'live' && !track.muted ? track : null;
  }

  /** At once, and of what is captured later as well. */
  release(): void {
    this.isReleased = true;
    for (const { release } of this.kept.values()) release();
    this.kept.clear();
  }
}
