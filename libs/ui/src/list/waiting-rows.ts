import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Skeleton } from '../feedback/skeleton';

/**
 * The place of a list of people that is on its way: faces, and a line beside each. Whoever shows it says so to listeners.
 * `--row-height` and `--row-padding` on it make its rows as large as those that will come.
 */
@Component({
  selector: 'parlour-waiting-rows',
  imports: [Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (width of widths(); track width) {
      <div class="row">
        <parlour-skeleton [width]="face()" [height]="face()" [round]="true" />
        <parlour-skeleton [width]="width" />
      </div>
    }
  `,
  styleUrl: './waiting-rows.css',
})
export class WaitingRows {
  /** Of the lines, each another: so many rows there are. */
  readonly widths = input<readonly string[]>(['8rem', '6rem', '9rem']);
  /** How large a face is. */
  readonly face = input('40px');
}
