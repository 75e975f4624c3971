import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  inject,
  input,
} from '@angular/core';
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
  host: { tabindex: '-1', '(document:keydown)': 'handleKey($event)' },
})
export class CallRoom {
  private readonly media = inject(CallMedia);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly calls = inject(CallStore);

  readonly room = input.required<Room>();

  constructor() {
    // The button that was pressed is gone with its page: who uses the keyboard goes on from here, not from the top.
    let before = this.calls.call();
    afterRenderEffect(() => {
      const call = this.calls.call();
      if (call === before) return;
      before = call;
      const { activeElement, body } = this.element.ownerDocument;
      if (activeElement === body) this.element.focus({ preventScroll: true });
    });
  }

  /** Ctrl+D and Ctrl+E, on a Mac also with Cmd. */
  protected handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey === event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    const device = event.key === 'd' ? 'microphone' : event.key === 'e' ? 'camera' : null;
    if (!device) return;
    event.preventDefault();
    void this.media.toggle(device);
  }
}
