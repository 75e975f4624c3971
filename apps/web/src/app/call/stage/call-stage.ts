import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Placed, Stage, Tile } from '@parlour/ui';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserName } from '../../core/users/user-names';
import { AwaitedTile } from './awaited-tile';
import { CallBar } from '../bar/call-bar';
import { CallPanels } from '../call-panels';
import { CallMedia } from '../devices/call-media';
import { type LiveCall } from '../live-call';
import { QualityBars } from '../quality/quality-bars';
import { Fullscreen } from './fullscreen';
import { OwnScreen } from './own-screen';
import { PictureInPicture } from './picture-in-picture';
import { Reactions } from './reactions';
import { RemoteScreen } from './remote-screen';
import { RemoteTile } from './remote-tile';
import { StageView, keyOf } from './stage-view';
import { TilePin } from './tile-pin';

/** In the call: everybody and what they share, as this person wants to see it, and the bar. One stage for rooms and for people. */
@Component({
  selector: 'parlour-call-stage',
  imports: [
    AwaitedTile,
    CallBar,
    OwnScreen,
    Placed,
    QualityBars,
    Reactions,
    RemoteScreen,
    RemoteTile,
    Stage,
    Tile,
    TilePin,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-stage.html',
  styleUrl: './call-stage.css',
})
export class CallStage {
  private readonly stage = viewChild.required(Stage);
  protected readonly media = inject(CallMedia);
  protected readonly view = inject(StageView);
  protected readonly floating = inject(PictureInPicture);
  protected readonly keyOf = keyOf;

  readonly call = input.required<LiveCall>();

  protected readonly self = computed(() => this.call().self);
  protected readonly others = computed(() => this.call().onStage());
  protected readonly screens = computed(() => this.others().filter(({ media }) => media.screen));
  protected readonly isAlone = computed(() => this.call().others().length + this.view.awaited().length === 0);
  private readonly turns = computed(
    () =>
      new Map(
        this.call()
          .hands()
          .map(({ id }, index) => [id, index + 1]),
      ),
  );

  constructor() {
    const fullscreen = inject(Fullscreen);
    fullscreen.handleStage(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => fullscreen.handleStage(null));
    // Chat and people stand beside the stage: who asks for them has to see them.
    const panels = inject(CallPanels, { optional: true });
    effect(() => {
      panels?.shown();
      untracked(() => void fullscreen.leave());
    });
  }

  /** Which in turn somebody's hand is; null: it is down. */
  protected turnOf(participantId: string): number | null {
    return this.turns().get(participantId) ?? null;
  }

  /** In px. */
  protected avatarSize(key: string): number {
    const place = this.stage().placeOf(key);
    return Math.round(Math.min(Math.max(Math.min(place?.height ?? 0, place?.width ?? 0) * 0.36, 32), 128));
  }
}
