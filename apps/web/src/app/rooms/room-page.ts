import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RoomDoor } from './room-door';

/** The address of a room. Each room is a page of its own: going from one to the next leaves the first; its call goes on. */
@Component({
  selector: 'parlour-room-page',
  imports: [RoomDoor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (room of [slug()]; track room) {
      <parlour-room-door [slug]="room" />
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
}
