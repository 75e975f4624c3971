import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type Message } from '@parlour/contracts';

/** The same as the bar, from the lower edge of the screen: for who presses long on a message with a finger. */
@Component({
  selector: 'parlour-message-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ``,
})
export class MessageSheet {
  readonly message = input.required<Message>();
  readonly closed = output();
}
