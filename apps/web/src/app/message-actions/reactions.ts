import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type Message } from '@parlour/contracts';

/** The emoji that people have given a message, with their number; a click gives the same, or takes mine back. */
@Component({
  selector: 'parlour-reactions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ``,
})
export class Reactions {
  readonly message = input.required<Message>();
}
