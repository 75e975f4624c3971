import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type Message } from '@parlour/contracts';

/** What one can do with a message, in a bar beside it. To be made for the message that is pointed at, or has the focus. */
@Component({
  selector: 'parlour-message-actions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ``,
})
export class MessageActions {
  readonly message = input.required<Message>();
}
