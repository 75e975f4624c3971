import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideVolume2 } from '@lucide/angular';
import { Button, Stage, Tile } from '@parlour/ui';
import { type CaptureFailure, type CaptureState } from '@parlour/webrtc';
import { type Observable, filter, map, merge, pairwise, switchMap } from 'rxjs';
import { Notices } from '../core/notices/notices';
import { CallBar } from './call-bar';
import { CallMedia } from './call-media';
import { type LiveCall } from './live-call';
import { RemoteTile } from './remote-tile';
import { SpeakingWatch } from './speaking-watch';

/** In the call: everybody, as large as they can be, and the bar. */
@Component({
  selector: 'parlour-call-stage',
  imports: [Button, CallBar, LucideVolume2, RemoteTile, Stage, Tile, TranslocoPipe],
  providers: [SpeakingWatch],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-stage.html',
  styleUrl: './call-stage.css',
})
export class CallStage {
  protected readonly media = inject(CallMedia);
  private readonly speakingWatch = inject(SpeakingWatch);
  private readonly stage = viewChild.required(Stage);
  private readonly tiles = viewChildren(RemoteTile);

  readonly call = input.required<LiveCall>();

  protected readonly self = computed(() => this.call().self);
  protected readonly others = computed(() => this.call().others());
  protected readonly sending = computed(() => ({
    microphone: this.media.microphone().kind === 'on',
    camera: this.media.camera().kind === 'on',
  }));
  protected readonly speaking = toSignal(
    toObservable(this.call).pipe(switchMap((call) => this.speakingWatch.watch(call))),
    { initialValue: new Set<string>() as ReadonlySet<string> },
  );
  protected readonly avatarSize = computed(() => {
    const { tileHeight, tileWidth } = this.stage().layout();
    return Math.round(Math.min(Math.max(Math.min(tileHeight, tileWidth) * 0.36, 32), 128));
  });
  /** Whether the browser holds back the sound until the page is touched. */
  protected readonly silenced = linkedSignal({ source: this.call, computation: () => false });

  constructor() {
    // Before the call the page itself says what is wrong; here there is no place for more than a word.
    const notices = inject(Notices);
    merge(
      failuresOf(this.media.microphone$).pipe(map((reason) => `call.trouble.microphone.${reason}`)),
      failuresOf(this.media.camera$).pipe(map((reason) => `call.trouble.camera.${reason}`)),
    )
      .pipe(takeUntilDestroyed())
      .subscribe((words) => notices.say(words));
  }

  protected playSound(): void {
    for (const tile of this.tiles()) tile.playSound();
  }
}

/** A device that stops working, or does not start: not one that had failed before. */
function failuresOf(device$: Observable<CaptureState>): Observable<CaptureFailure> {
  return device$.pipe(
    pairwise(),
    map(([, now]) => (now.kind === 'failed' ? now.reason : null)),
    filter((reason) => reason !== null),
  );
}
