import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
} from '@angular/core';
import { type Room } from '@parlour/contracts';
import { CallElsewhere } from './call-elsewhere';
import { type CallPlace } from './call-place';
import { CallStage } from './stage/call-stage';
import { CallStore } from './call-store';
import { KeptSeat } from './kept-seat';
import { type LiveCall } from './live-call';
import { OngoingCall } from './ongoing-call';
import { PreJoin } from './devices/pre-join';
import { RejoinPanel } from './rejoin-panel';
import { stagedCall } from './stage/staged-call';

/** The call of a room: before, and in it. */
@Component({
  selector: 'parlour-call-room',
  imports: [CallElsewhere, CallStage, PreJoin, RejoinPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (staged(); as call) {
      <parlour-call-stage [call]="call" />
    } @else if (elsewhere(); as other) {
      <parlour-call-elsewhere [place]="other" (entry)="calls.join(place())" />
    } @else if (seat(); as seat) {
      <parlour-rejoin-panel [seat]="seat" />
    } @else {
      <parlour-pre-join [room]="room()" [place]="place()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
    }
  `,
  host: { tabindex: '-1' },
})
export class CallRoom {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly calls = inject(CallStore);
  private readonly ongoing = inject(OngoingCall);
  private readonly kept = inject(KeptSeat);

  readonly room = input.required<Room>();
  /** Whether it is on the screen, and not behind the chat. */
  readonly shown = input(true);

  protected readonly place = computed<CallPlace & { kind: 'room' }>(
    () => ({ kind: 'room', roomId: this.room().id, slug: this.room().slug, title: this.room().title }),
    { equal: (a, b) => a.roomId === b.roomId && a.title === b.title },
  );
  protected readonly staged = stagedCall(
    computed(() => (this.ongoing.isAt(this.place()) ? this.calls.call() : null)),
  );

  protected readonly elsewhere = computed(() => (this.ongoing.isElsewhere() ? this.ongoing.place() : null));

  /** The one that one had here before the page was loaded anew. */
  protected readonly seat = computed(() => this.kept.offeredAt(this.place()));

  constructor() {
    this.ongoing.isShownBy(() => (this.shown() ? this.place() : null));
    // The button that was pressed is gone with its page: who uses the keyboard goes on from here, not from the top.
    let before: LiveCall | null | undefined;
    afterRenderEffect(() => {
      const call = this.staged();
      const isFirst = before === undefined;
      if (call === before) return;
      before = call;
      if (isFirst) return;
      const { activeElement, body } = this.element.ownerDocument;
      if (activeElement === body) this.element.focus({ preventScroll: true });
    });
  }
}
