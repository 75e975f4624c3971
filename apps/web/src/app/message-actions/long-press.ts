import { Directive, output } from '@angular/core';

/** Long enough not to be a tap, short enough not to be waited for; Android takes the same. */
const longPressMs = 500;
/** A finger is never quite still. */
const slackPx = 10;

/** Says when a finger, or a pen, rests on the element. A mouse has other ways. */
@Directive({
  selector: '[parlourLongPress]',
  host: {
    '(pointerdown)': 'begin($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'end()',
    '(pointercancel)': 'end()',
    '(contextmenu)': 'handleContextMenu($event)',
  },
})
export class LongPress {
  readonly parlourLongPress = output();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private from = { x: 0, y: 0 };
  private byTouch = false;

  protected begin({ pointerType, clientX: x, clientY: y, target }: PointerEvent): void {
    this.end();
    this.byTouch = pointerType !== 'mouse';
    // A link and a player have a long press of their own.
    if (!this.byTouch || (target as Element).closest('a, video, audio, input, textarea')) return;
    this.from = { x, y };
    this.timer = setTimeout(() => this.parlourLongPress.emit(), longPressMs);
  }

  protected move({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.from.x, clientY - this.from.y) > slackPx) this.end();
  }

  protected end(): void {
    clearTimeout(this.timer);
  }

  /** The browser's own menu for a long press would come over ours. */
  protected handleContextMenu(event: Event): void {
    if (this.byTouch && !(event.target as Element).closest('a, video, audio')) event.preventDefault();
  }
}
