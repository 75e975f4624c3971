import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RoomDoor } from './room-door';
import { WantedMessage } from './wanted-message';

/** The address of a room. Each room is a page of its own: going from one to the next leaves the first; its call goes on. */
@Component({
  selector: 'parlour-room-page',
  imports: [RoomDoor],
  providers: [WantedMessage],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (room of [slug()]; track room) {
      <parlour-room-door [slug]="room" [chatId]="chatId()" />
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
}
