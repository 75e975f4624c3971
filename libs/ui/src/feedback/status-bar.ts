import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A thin, honest bar: something is not as it should be, and is being taken care of. */
@Component({
  selector: 'parlour-status-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="dot" aria-hidden="true"></span><ng-content />`,
  styleUrl: './status-bar.css',
  host: { role: 'status', '[attr.data-tone]': 'tone()' },
})
export class StatusBar {
  readonly tone = input<'waiting' | 'trouble'>('waiting');
}
