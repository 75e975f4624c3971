import { type MediaKind } from '../ports';

let tracks = 0;

/**
 * A track without a source behind it; `endBySource` is what an unplugged device does, `muteBySource` a switch at the
 * device.
 */
export class FakeTrack extends EventTarget implements MediaStreamTrack {
  readonly id = `track-${++tracks}`;
  muted = false;
  contentHint = '';
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  onended = null;
  onmute = null;
  onunmute = null;

  constructor(
    readonly kind: MediaKind,
    readonly label = `fake ${kind}`,
    private readonly deviceId = label,
  ) {
    super();
  }

  /** As in the browser, no event tells of it. */
  stop(): void {
    this.readyState = 'ended';
  }

  endBySource(): void {
    if (this.readyState === 'ended') return;
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }

  muteBySource(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  clone(): FakeTrack {
    const clone = new FakeTrack(this.kind, this.label, this.deviceId);
    clone.enabled = this.enabled; // W3C Media Capture section 4.3.3
    return clone;
  }

  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }

  getCapabilities(): MediaTrackCapabilities {
    return {};
  }

  getConstraints(): MediaTrackConstraints {
    return {};
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId, groupId: `group of ${this.deviceId}` };
  }
}
