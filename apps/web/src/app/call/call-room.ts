import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { type Room } from '@parlour/contracts';
import { CallMedia } from './call-media';
import { CallStage } from './call-stage';
import { CallStore } from './call-store';
import { PreJoin } from './pre-join';

/** The call of a room: before, and in it. The keys of the devices work in both. */
@Component({
  selector: 'parlour-call-room',
  imports: [CallStage, PreJoin],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (calls.call(); as call) {
      <parlour-call-stage [call]="call" />
    } @else {
      <parlour-pre-join [room]="room()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
    }
  `,
  host: { '(document:keydown)': 'handleKey($event)' },
})
export class CallRoom {
  private readonly media = inject(CallMedia);
  protected readonly calls = inject(CallStore);

  readonly room = input.required<Room>();

  /** Ctrl+D and Ctrl+E, on a Mac also with Cmd. */
  protected handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey === event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    const device = event.key === 'd' ? 'microphone' : event.key === 'e' ? 'camera' : null;
    if (!device) return;
    event.preventDefault();
    void this.media.toggle(device);
  }
}
