import { type MediaKind, type SenderPort, type StreamPort } from '../ports';
import { type TransceiverOwner } from './fake-transceiver';

/** An RTCRtpSender by the rules of W3C WebRTC 1.0 section 5.2: parameters only as they were given last. */
export class FakeSender implements SenderPort {
  track: MediaStreamTrack | null = null;
  streams: readonly StreamPort[] = [];
  /** What is sent of the track, and how often that was changed. */
  encoding: RTCRtpEncodingParameters = { active: true };
  changes = 0;
  /** The name of the error with which the browser refuses new parameters, or null. */
  refusesParameters: string | null = null;
  private transaction = 0;
  private given: string | null = null;

  constructor(
    private readonly kind: MediaKind,
    private readonly owner: TransceiverOwner,
  ) {}

  setStreams(...streams: StreamPort[]): void {
    this.streams = streams;
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    if (track && track.kind !== this.kind)
      throw new TypeError(`An ${this.kind} sender sends no ${track.kind}`);
    await this.owner.chain(() => {
      this.track = track;
    });
  }

  getParameters(): RTCRtpSendParameters {
    this.given = `transaction-${++this.transaction}`;
    return {
      transactionId: this.given,
      encodings: [{ ...this.encoding }],
      codecs: [],
      headerExtensions: [],
      rtcp: {},
    };
  }

  async setParameters({ transactionId, encodings }: RTCRtpSendParameters): Promise<void> {
    if (transactionId !== this.given || encodings.length !== 1)
      throw new DOMException('Not as they were given last', 'InvalidModificationError');
    this.given = null;
    const [encoding] = encodings;
    if (encoding?.scaleResolutionDownBy !== undefined && encoding.scaleResolutionDownBy < 1)
      throw new RangeError('It scales down only');
    await this.owner.chain(() => {
      if (this.refusesParameters) throw new DOMException('It was refused', this.refusesParameters);
      this.encoding = encoding ?? { active: true };
      this.changes += 1;
    });
  }
}
