import { ChangeDetectionStrategy, Component, output } from '@angular/core';

/** Where one writes: to the chat of the `ChatStore` around it. */
@Component({
  selector: 'parlour-compose',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ``,
})
export class Compose {
  /** Something has been sent: the chat goes to its end. */
  readonly sent = output();
}
