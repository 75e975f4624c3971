import { type Clock, type ReceiverPort } from '../ports';

/** Opus sends a packet at least every 400 ms, also in silence (DTX); after this the last level is no longer true. */
const staleAfterMs = 500;

/** Reads how loud a receiver is. Browsers repeat the last level for 10 s after the sender stopped; this one does not. */
export class AudioLevel {
  private timestamp = -1;
  private changedAt = 0;

  constructor(private readonly clock: Clock) {}

  /** 0 to 1, linear (W3C WebRTC 1.0 section 5.3, RTCRtpContributingSource.audioLevel). */
  read(receiver: ReceiverPort): number {
    const [source] = receiver.getSynchronizationSources();
    if (!source) return 0;
    if (source.timestamp !== this.timestamp) {
      this.timestamp = source.timestamp;
      this.changedAt = this.clock.now();
    }
    return this.clock.now() - this.changedAt > staleAfterMs ? 0 : (source.audioLevel ?? 0);
  }
}
