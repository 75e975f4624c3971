import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideScreenShare } from '@lucide/angular';
import { Picture } from './picture';

/**
 * A shared screen on the stage: all of it, cut nowhere. Its content stands in its place until the first frame. `tileControl`
 * as with a `parlour-tile`.
 */
@Component({
  selector: 'parlour-screen-tile',
  imports: [LucideScreenShare, Picture],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-picture #shot fit="contain" [stream]="picture()" [live]="true" [stale]="stale()" />
    <div class="instead" [hidden]="shot.shows()"><ng-content /></div>
    <p class="plate">
      <svg lucideScreenShare class="sign" [size]="16"></svg><span class="name">{{ caption() }}</span>
    </p>
    <ng-content select="[tileAction]" />
    <div class="controls"><ng-content select="[tileControl]" /></div>
  `,
  styleUrls: ['./tile-frame.css', './screen-tile.css'],
  host: {
    role: 'group',
    '[attr.aria-label]': 'name()',
    '[attr.data-screen-of]': 'username()',
  },
})
export class ScreenTile {
  /** Whose it is. */
  readonly username = input.required<string>();
  readonly name = input.required<string>();
  /** What stands at its foot. */
  readonly caption = input.required<string>();
  readonly picture = input.required<MediaStream | null>();
  /** Whether it stands still because the connection does. */
  readonly stale = input(false);
}
