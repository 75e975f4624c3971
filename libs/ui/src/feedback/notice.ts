import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A sentence that must not be missed, where it belongs. `danger` interrupts those who listen. */
@Component({
  selector: 'parlour-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styleUrl: './notice.css',
  host: { '[attr.data-tone]': 'tone()', '[attr.role]': "tone() === 'danger' ? 'alert' : 'status'" },
})
export class Notice {
  readonly tone = input<'info' | 'warning' | 'danger'>('info');
}
