import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A line through the messages: a new day begins, or what has not been read. */
@Component({
  selector: 'parlour-log-divider',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span>{{ label() }}</span>`,
  styleUrl: './log-divider.css',
  host: { '[attr.data-look]': 'look()' },
})
export class LogDivider {
  readonly label = input.required<string>();
  readonly look = input<'day' | 'new'>('day');
}
