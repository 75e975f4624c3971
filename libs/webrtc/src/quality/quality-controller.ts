import { type MediaState } from '@parlour/contracts';
import { type RemotePeer } from '../peer/remote-peer';
import { type Clock, type ParticipantId } from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { type PeerQuality } from './peer-quality';

export type MeasuredPeer = Pick<RemotePeer, 'state$' | 'shown$' | 'setEncoding' | 'getStats'>;

export interface QualityDependencies {
  readonly peers$: Behavior<ReadonlyMap<ParticipantId, MeasuredPeer>>;
  readonly media$: Behavior<MediaState>;
  /** Whether we have the floor: our picture is what most people look at (`SpeakerWatch.isLoudest$`). */
  readonly active$: Behavior<boolean>;
  readonly clock: Clock;
  /** Bits per second that all that is sent to everybody may take. */
  readonly budget?: number;
}

/** Reads how it goes with each peer, says it, and divides what we can send among them. */
export class QualityController {
  private readonly qualityCell = new Cell<ReadonlyMap<ParticipantId, PeerQuality>>(new Map());

  readonly quality$: Behavior<ReadonlyMap<ParticipantId, PeerQuality>> = this.qualityCell;

  constructor(readonly dependencies: QualityDependencies) {}

  close(): void {
    this.qualityCell.complete();
  }
}
