import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A new day begins among the messages. */
@Component({
  selector: 'parlour-day-divider',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span>{{ label() }}</span>`,
  styleUrl: './day-divider.css',
})
export class DayDivider {
  readonly label = input.required<string>();
}
