import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { DirectDoor } from './direct-door';

/** The address of a direct chat. Each is a page of its own: going from one to the next begins anew. */
@Component({
  selector: 'parlour-direct-page',
  imports: [DirectDoor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (chat of [chatId()]; track chat) {
      <parlour-direct-door [chatId]="chat" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
    }
  `,
})
export class DirectPage {
  readonly chatId = input.required<string>();
}
