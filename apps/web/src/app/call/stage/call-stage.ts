import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { Stage, Tile } from '@parlour/ui';
import { switchMap } from 'rxjs';
import { UserAvatar } from '../../core/users/user-avatar';
import { RingStore } from '../../ring/ring-store';
import { AwaitedTile } from './awaited-tile';
import { CallBar } from '../call-bar';
import { CallMedia } from '../devices/call-media';
import { type LiveCall } from '../live-call';
import { RemoteTile } from './remote-tile';
import { SpeakingWatch } from '../speaking-watch';

/** In the call: everybody, as large as they can be, and the bar. One stage for rooms and for people. */
@Component({
  selector: 'parlour-call-stage',
  imports: [AwaitedTile, CallBar, RemoteTile, Stage, Tile, TranslocoPipe, UserAvatar],
  providers: [SpeakingWatch],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-stage.html',
  styleUrl: './call-stage.css',
})
export class CallStage {
  protected readonly media = inject(CallMedia);
  private readonly rings = inject(RingStore);
  private readonly speakingWatch = inject(SpeakingWatch);
  private readonly stage = viewChild.required(Stage);

  readonly call = input.required<LiveCall>();

  protected readonly self = computed(() => this.call().self);
  protected readonly others = computed(() => this.call().others());
  /** Who is rung into this call from here, and is not in it yet. */
  protected readonly awaited = computed(() => {
    const present = new Set(this.others().map(({ user }) => user.id));
    return this.rings
      .outgoing()
      .filter(({ callId, callee }) => callId === this.call().callId && !present.has(callee.id));
  });
  protected readonly isAlone = computed(() => this.others().length + this.awaited().length === 0);
  protected readonly sending = this.media.sending;
  protected readonly speaking = toSignal(
    toObservable(this.call).pipe(switchMap((call) => this.speakingWatch.watch(call))),
    { initialValue: new Set<string>() as ReadonlySet<string> },
  );
  protected readonly avatarSize = computed(() => {
    const { tileHeight, tileWidth } = this.stage().layout();
    return Math.round(Math.min(Math.max(Math.min(tileHeight, tileWidth) * 0.36, 32), 128));
  });
}
