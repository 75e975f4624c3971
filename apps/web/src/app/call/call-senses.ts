import { type Signal, signal } from '@angular/core';
import { type MediaState } from '@parlour/contracts';
import {
  type Behavior,
  type Clock,
  type ParticipantId,
  type PeerQuality,
  QualityController,
  type RemotePeer,
  SpeakerWatch,
} from '@parlour/webrtc';
import { type Observable, Subscription } from 'rxjs';
import { silences } from './silences';

export interface CallSensesDependencies {
  readonly selfId: ParticipantId;
  readonly peers$: Behavior<ReadonlyMap<ParticipantId, RemotePeer>>;
  readonly media$: Behavior<MediaState>;
  /** How loud our microphone is for the others. */
  readonly level$: Observable<number>;
  readonly clock: Clock;
}

/** What is looked at again and again while a call goes on: who speaks, and how well it goes. */
export class CallSenses {
  private readonly following = new Subscription();
  private readonly speakers: SpeakerWatch;
  private readonly controller: QualityController;

  /** Who could be heard or seen, and has broken off. */
  readonly silences$: Observable<ParticipantId>;

  readonly speaking: Signal<ReadonlySet<ParticipantId>>;
  readonly loudest: Signal<ParticipantId | null>;
  readonly quality: Signal<ReadonlyMap<ParticipantId, PeerQuality>>;

  constructor({ level$, ...dependencies }: CallSensesDependencies) {
    this.speakers = new SpeakerWatch({ ...dependencies, ownLevel$: level$ });
    this.controller = new QualityController({ ...dependencies, active$: this.speakers.isLoudest$ });
    this.speaking = this.shown(this.speakers.speaking$);
    this.loudest = this.shown(this.speakers.loudest$);
    this.quality = this.shown(this.controller.quality$);
    this.silences$ = silences(this.controller.quality$);
  }

  close(): void {
    this.following.unsubscribe();
    this.controller.close();
    this.speakers.close();
  }

  private shown<T>(behavior: Behavior<T>): Signal<T> {
    const current = signal(behavior.value);
    this.following.add(behavior.subscribe((value) => current.set(value)));
    return current.asReadonly();
  }
}
