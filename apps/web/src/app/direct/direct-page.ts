import { Component, input } from '@angular/core';

/** The address of a direct chat. */
@Component({
  selector: 'parlour-direct-page',
  template: ``,
})
export class DirectPage {
  readonly chatId = input.required<string>();
}
