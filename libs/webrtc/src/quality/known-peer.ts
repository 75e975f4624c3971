import { type Encoding } from '../peer/encoding';
import { type RemotePeer } from '../peer/remote-peer';
import { type SlotName } from '../peer/slots';
import { appraise, continues } from './appraisal';
import { freshWay, learnWay } from './limits';
import { type PeerQuality } from './peer-quality';
import { readStats, type StatsReading } from './stats-reading';
import { type Encodings, type PeerSituation } from './upload-policy';

export type MeasuredPeer = Pick<RemotePeer, 'state$' | 'shown$' | 'setEncoding' | 'getStats'>;

/** Ten seconds: short enough to follow, long enough to tell one lost packet from a bad way. */
const readingsKept = 6;

/** What is known of one peer, and set for it, for as long as it is in the call. */
export class KnownPeer {
  private readings: readonly StatsReading[] = [];
  private way = freshWay;
  private readonly applied = new Map<SlotName, Encoding>();

  constructor(readonly peer: MeasuredPeer) {}

  /** Whether there is somebody to send to, or may be any moment. */
  get isThere(): boolean {
    const { kind } = this.peer.state$.value;
    return kind !== 'unreachable' && kind !== 'closed';
  }

  get situation(): PeerSituation {
    const route = this.readings.at(-1)?.route ?? null;
    return {
      isNew: route === null,
      shown: this.peer.shown$.value,
      relayed: route === 'relayed',
      ceiling: this.way.ceiling,
    };
  }

  /** Never rejects. Null: there is nothing to read. */
  async read(): Promise<StatsReading | null> {
    const report = await this.peer.getStats().catch(() => null);
    const reading = report && readStats(report);
    if (!reading) {
      this.readings = [];
      return null;
    }
    const before = this.readings.at(-1);
    const goesOn = before === undefined || continues(before, reading);
    if (!goesOn) this.way = freshWay;
    this.readings = [...(goesOn ? this.readings : []), reading].slice(-readingsKept);
    this.learn(reading);
    return reading;
  }

  quality(cpuSteps: number): PeerQuality {
    const limited = this.way.ceiling !== null ? 'bandwidth' : cpuSteps > 0 ? 'cpu' : null;
    return appraise(this.peer.state$.value.kind, this.readings, limited);
  }

  /** Tells the browser only what is new. */
  apply(encodings: Encodings): void {
    for (const [slot, encoding] of Object.entries(encodings) as [SlotName, Encoding][]) {
      if (isSame(this.applied.get(slot), encoding)) continue;
      this.applied.set(slot, encoding);
      void this.peer.setEncoding(slot, encoding);
    }
  }

  private learn({ limited, estimate, outboundLoss }: StatsReading): void {
    this.way = learnWay(this.way, {
      limited,
      estimate,
      loss: outboundLoss,
      audio: this.allowed('microphone') + this.allowed('screenAudio'),
      pictures: this.allowed('camera') + this.allowed('screen'),
    });
  }

  private allowed(slot: SlotName): number {
    return this.applied.get(slot)?.maxBitrate ?? 0;
  }
}

function isSame(one: Encoding | undefined, other: Encoding): boolean {
  return (
    one?.active === other.active &&
    one.maxBitrate === other.maxBitrate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy &&
    one.maxFramerate === other.maxFramerate &&
    one.priority === other.priority
  );
}
