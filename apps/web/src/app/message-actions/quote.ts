import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type Quote as QuotedMessage } from '@parlour/contracts';

/** What a message replies to, in one line; a click leads there. */
@Component({
  selector: 'parlour-quote',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<button type="button" (click)="jump.emit()">{{ quote().text }}</button>`,
})
export class Quote {
  readonly quote = input.required<QuotedMessage>();
  readonly jump = output();
}
