import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The place of something that is on its way. Say so once to listeners, on the list and not on each. */
@Component({
  selector: 'parlour-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  styleUrl: './skeleton.css',
  host: {
    'aria-hidden': 'true',
    '[style.width]': 'width()',
    '[style.height]': 'height()',
    '[class.round]': 'round()',
  },
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('0.875rem');
  readonly round = input(false);
}
