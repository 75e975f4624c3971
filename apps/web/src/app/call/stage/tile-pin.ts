import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePin, LucidePinOff } from '@lucide/angular';
import { TileButton } from '@parlour/ui';
import { StageView } from './stage-view';

/** Pins a tile of the stage for this person, or unpins it. Not there while it stands alone. */
@Component({
  selector: 'parlour-tile-pin',
  imports: [LucidePin, LucidePinOff, TileButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (view.canPin()) {
      <parlour-tile-button
        [label]="(isPinned() ? 'stage.unpin' : 'stage.pin') | transloco: { name: name() }"
        [pressed]="isPinned()"
        (click)="view.togglePin(key())"
      >
        @if (isPinned()) {
          <svg lucidePinOff [size]="18"></svg>
        } @else {
          <svg lucidePin [size]="18"></svg>
        }
      </parlour-tile-button>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class TilePin {
  protected readonly view = inject(StageView);

  readonly key = input.required<string>();
  /** Of what it pins. */
  readonly name = input.required<string>();

  protected readonly isPinned = computed(() => this.view.pinned() === this.key());
}
