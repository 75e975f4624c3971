import { type MediaState } from '@parlour/contracts';
import { merge, switchMap } from 'rxjs';
import { type Clock, type ParticipantId } from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { KnownPeer, type MeasuredPeer } from './known-peer';
import { freshCpu, learnCpu } from './limits';
import { type PeerQuality } from './peer-quality';
import { type StatsReading } from './stats-reading';
import { allot, defaultBudget } from './upload-policy';

export interface QualityDependencies {
  readonly peers$: Behavior<ReadonlyMap<ParticipantId, MeasuredPeer>>;
  readonly media$: Behavior<MediaState>;
  /** Whether we have the floor: our picture is what most people look at (`SpeakerWatch.isLoudest$`). */
  readonly active$: Behavior<boolean>;
  readonly clock: Clock;
  /** Bits per second that all that is sent to everybody may take. */
  readonly budget?: number;
}

const readEveryMs = 2_000;
/** What `LocalMedia` asks of a camera, until its picture is seen. */
const usualCaptureHeight = 540;

/** Reads how it goes with each peer, says it, and divides what we can send among them. */
export class QualityController {
  private readonly scope = new Scope();
  private readonly known = new Map<ParticipantId, KnownPeer>();
  private readonly qualityCell = new Cell<ReadonlyMap<ParticipantId, PeerQuality>>(new Map());
  private cpu = freshCpu;
  private captureHeight = usualCaptureHeight;

  /** Of somebody who is new, nothing is said yet. */
  readonly quality$: Behavior<ReadonlyMap<ParticipantId, PeerQuality>> = this.qualityCell;

  constructor(private readonly dependencies: QualityDependencies) {
    const { peers$, media$, active$ } = dependencies;
    const shown$ = peers$.pipe(
      switchMap((peers) => merge(...[...peers.values()].map((peer) => peer.shown$))),
    );
    const know = peers$.subscribe((peers) => {
      this.know(peers);
    });
    const divide = merge(peers$, media$, active$, shown$).subscribe(() => {
      this.divide();
    });
    this.scope.keep(know);
    this.scope.keep(divide);
    this.readLater();
  }

  /** What was set stays as it is; nothing is said afterwards. */
  close(): void {
    this.scope.end();
    this.qualityCell.complete();
  }

  private know(peers: ReadonlyMap<ParticipantId, MeasuredPeer>): void {
    for (const [id, { peer }] of this.known) if (peers.get(id) !== peer) this.known.delete(id);
    for (const [id, peer] of peers) if (!this.known.has(id)) this.known.set(id, new KnownPeer(peer));
    const left = [...this.qualityCell.value].filter(([id]) => this.known.has(id));
    if (left.length < this.qualityCell.value.size) this.qualityCell.set(new Map(left));
  }

  private divide(): void {
    const there = [...this.known].filter(([, { isThere }]) => isThere);
    const encodings = allot({
      budget: this.dependencies.budget ?? defaultBudget,
      peers: new Map(there.map(([id, { situation }]) => [id, situation])),
      media: this.dependencies.media$.value,
      active: this.dependencies.active$.value,
      cpuSteps: this.cpu.steps,
      captureHeight: this.captureHeight,
    });
    for (const [id, peer] of there) peer.apply(encodings.get(id) ?? {});
  }

  private readLater(): void {
    const turn = this.scope.child();
    const read = (): void => {
      turn.end();
      void this.read();
    };
    turn.keep(this.dependencies.clock.schedule(readEveryMs, read));
  }

  private async read(): Promise<void> {
    const peers = [...this.known];
    const readings = await Promise.all(peers.map(([, peer]) => peer.read()));
    if (this.scope.ended) return;
    this.learn(readings.filter((reading) => reading !== null));
    this.divide();
    const there = peers.filter(([id, peer]) => this.known.get(id) === peer);
    this.qualityCell.set(new Map(there.map(([id, peer]) => [id, peer.quality(this.cpu.steps)])));
    this.readLater();
  }

  private learn(readings: readonly StatsReading[]): void {
    const heights = readings.flatMap(({ captureHeight }) => captureHeight ?? []);
    if (heights.length > 0) this.captureHeight = Math.max(...heights);
    this.cpu = learnCpu(
      this.cpu,
      readings.some(({ limited }) => limited === 'cpu'),
    );
  }
}
