import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RoomDoor } from './room-door';

/** The address of a room. Each room is a page of its own: going from one to the next leaves the first; its call goes on. */
@Component({
  selector: 'parlour-room-page',
  imports: [RoomDoor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (room of [slug()]; track room) {
      <parlour-room-door [slug]="room" [chatId]="chatId()" [message]="message()" />
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
export class RoomPage {
  readonly slug = input.required<string>();
  /** Without one: the room's first chat. */
  readonly chatId = input<string>();
  /** The seq of a message that the address leads to. */
  readonly message = input<string>();
}
