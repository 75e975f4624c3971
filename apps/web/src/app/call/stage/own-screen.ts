import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, ScreenTile } from '@parlour/ui';
import { CallMedia } from '../devices/call-media';
import { CallStore } from '../call-store';

/** What one shares oneself, and the way to stop. A whole monitor is not shown on itself: it would hold itself without end. */
@Component({
  selector: 'parlour-own-screen',
  imports: [Button, ScreenTile, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-screen-tile
      [username]="calls.call()?.self?.user?.username ?? ''"
      [name]="'stage.youShare' | transloco"
      [caption]="'stage.youShare' | transloco"
      [picture]="picture()"
    >
      <p class="hint">{{ 'stage.youShareHint' | transloco }}</p>
      <button
        tileAction
        parlourButton
        class="stop"
        type="button"
        variant="outline"
        (click)="media.stopSharing()"
      >
        {{ 'stage.stop' | transloco }}
      </button>
      <ng-content select="[tileControl]" ngProjectAs="[tileControl]" />
    </parlour-screen-tile>
  `,
  styleUrl: './own-screen.css',
})
export class OwnScreen {
  protected readonly calls = inject(CallStore);
  protected readonly media = inject(CallMedia);

  protected readonly picture = computed(() => {
    const screen = this.media.screen();
    const isMonitor = screen.kind === 'on' && screen.track.getSettings().displaySurface === 'monitor';
    return isMonitor ? null : this.media.screenPicture();
  });
}
