import { type MediaState } from '@parlour/contracts';
import { type Observable } from 'rxjs';
import { type RemotePeer } from '../peer/remote-peer';
import { type Clock, type ParticipantId } from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { Speakers, levelEveryMs } from './speakers';

export interface SpeakerWatchDependencies {
  readonly selfId: ParticipantId;
  readonly peers$: Behavior<ReadonlyMap<ParticipantId, Pick<RemotePeer, 'audioLevel'>>>;
  /** How loud our own microphone is for the others, 0 to 1. */
  readonly ownLevel$: Observable<number>;
  readonly media$: Behavior<Pick<MediaState, 'microphone'>>;
  readonly clock: Clock;
}

/** Looks again and again at how loud everybody in a call is, and says who speaks. */
export class SpeakerWatch {
  private readonly scope = new Scope();
  private readonly speakers = new Speakers();
  private ownLevel = 0;
  private readonly speakingCell = new Cell<ReadonlySet<ParticipantId>>(new Set());
  private readonly loudestCell = new Cell<ParticipantId | null>(null);
  private readonly isLoudestCell = new Cell(false);

  /** Those who can be heard speaking, ourselves among them. */
  readonly speaking$: Behavior<ReadonlySet<ParticipantId>> = this.speakingCell;
  /** Who has the floor: the loudest of those who speak, or, in silence, who spoke last. Null: nobody yet. */
  readonly loudest$: Behavior<ParticipantId | null> = this.loudestCell;
  /** Whether that is us. */
  readonly isLoudest$: Behavior<boolean> = this.isLoudestCell;

  constructor(private readonly dependencies: SpeakerWatchDependencies) {
    const hear = (level: number): void => {
      this.ownLevel = level;
    };
    this.scope.keep(dependencies.ownLevel$.subscribe(hear));
    this.listenAgain();
  }

  /** Nothing is said afterwards. */
  close(): void {
    this.scope.end();
    for (const cell of [this.speakingCell, this.loudestCell, this.isLoudestCell]) cell.complete();
  }

  private listenAgain(): void {
    if (this.scope.ended) return;
    const turn = this.scope.child();
    turn.keep(
      this.dependencies.clock.schedule(levelEveryMs, () => {
        turn.end();
        this.listen();
        this.listenAgain();
      }),
    );
  }

  private listen(): void {
    const { selfId, peers$, media$, clock } = this.dependencies;
    const levels = new Map([[selfId, media$.value.microphone ? this.ownLevel : 0]]);
    for (const [id, peer] of peers$.value) levels.set(id, peer.audioLevel());
    const { speaking, loudest } = this.speakers.hear(levels, clock.now());
    if (!sameMembers(speaking, this.speakingCell.value)) this.speakingCell.set(speaking);
    this.loudestCell.set(loudest);
    this.isLoudestCell.set(loudest === selfId);
  }
}

const sameMembers = (a: ReadonlySet<ParticipantId>, b: ReadonlySet<ParticipantId>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));
