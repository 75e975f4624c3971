import { type MediaKind, type TransceiverPort } from '../ports';
import { fakeCodecs } from './fake-codecs';
import { FakeSender } from './fake-sender';
import { FakeTrack } from './fake-track';

export interface TransceiverOwner {
  /** Runs in the operations chain of the connection. */
  chain(work: () => void): Promise<void>;
  changed(): void;
  /** What arrives for this receiver: null when nothing does. */
  arriving(transceiver: FakeTransceiver): { readonly level: number; readonly at: number } | null;
}

export class FakeTransceiver implements TransceiverPort {
  mid: string | null = null;
  /** Made by an offer of the other side, and gone if that is rolled back. */
  readonly byRemote: boolean;
  currentDirection: RTCRtpTransceiverDirection | null = null;
  readonly sender: FakeSender;
  /** As they were preferred last; empty: as the browser likes it. */
  preferredCodecs: readonly RTCRtpCodec[] = [];
  readonly receiver: {
    readonly track: FakeTrack;
    getSynchronizationSources(): { audioLevel: number; timestamp: number }[];
  };
  private wanted: RTCRtpTransceiverDirection;

  constructor(
    readonly kind: MediaKind,
    direction: RTCRtpTransceiverDirection,
    private readonly owner: TransceiverOwner,
    { byRemote }: { byRemote: boolean },
  ) {
    this.wanted = direction;
    this.byRemote = byRemote;
    this.sender = new FakeSender(kind, owner);
    this.receiver = {
      track: new FakeTrack(kind, `remote ${kind}`),
      getSynchronizationSources: () => {
        const arriving = owner.arriving(this);
        return arriving ? [{ audioLevel: arriving.level, timestamp: arriving.at }] : [];
      },
    };
  }

  get direction(): RTCRtpTransceiverDirection {
    return this.wanted;
  }

  set direction(direction: RTCRtpTransceiverDirection) {
    this.wanted = direction;
    this.owner.changed();
  }

  setCodecPreferences(codecs: RTCRtpCodec[]): void {
    const known = fakeCodecs(this.kind).map(({ mimeType }) => mimeType);
    if (codecs.some(({ mimeType }) => !known.includes(mimeType)))
      throw new DOMException('A codec that the browser does not have', 'InvalidModificationError');
    this.preferredCodecs = codecs;
  }
}
