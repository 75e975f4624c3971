import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';

/** A small round button on a tile. Its target is as large as a finger; what is seen of it is not. */
@Component({
  selector: 'parlour-tile-button',
  imports: [MatTooltip],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button type="button" [matTooltip]="label()" [attr.aria-label]="label()" [attr.aria-pressed]="pressed()">
      <span class="disc"><ng-content /></span>
    </button>
  `,
  styleUrl: './tile-button.css',
})
export class TileButton {
  readonly label = input.required<string>();
  /** Null for what is no toggle. */
  readonly pressed = input<boolean | null>(null);
}
