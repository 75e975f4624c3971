import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type DirectChat } from '@parlour/contracts';
import { type CallPlace } from '../call/call-place';
import { KeptSeat } from '../call/kept-seat';
import { OngoingCall } from '../call/ongoing-call';
import { RejoinBar } from '../call/rejoin-bar';
import { CallResultBar } from './call-result-bar';
import { DirectCallView } from './direct-call-view';
import { RingStore } from './ring-store';

/** The call that belongs to a direct chat: nothing while there is none, the stage while there is, then how it ended. */
@Component({
  selector: 'parlour-direct-call',
  imports: [CallResultBar, DirectCallView, RejoinBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (isHere()) {
      @defer (on immediate) {
        <parlour-direct-call-view class="view" [chat]="chat()" />
      } @placeholder {
        <div class="stage"></div>
      }
    } @else if (seat(); as seat) {
      <parlour-rejoin-bar [seat]="seat" />
    } @else if (result(); as how) {
      <parlour-call-result-bar [result]="how" [chat]="chat()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
    }

    .stage {
      background: var(--color-stage);
    }
  `,
})
export class DirectCall {
  private readonly ongoing = inject(OngoingCall);
  private readonly rings = inject(RingStore);
  private readonly kept = inject(KeptSeat);

  readonly chat = input.required<DirectChat>();
  /** Whether it is on the screen, and not behind the chat. */
  readonly shown = input(true);

  private readonly chatId = computed(() => this.chat().id);
  private readonly place = computed<CallPlace>(() => ({ kind: 'direct', chatId: this.chatId() }));
  protected readonly isHere = computed(() => this.ongoing.isAt(this.place()));
  /** The one that one had here before the page was loaded anew. */
  protected readonly seat = computed(() => this.kept.offeredAt(this.place()));
  protected readonly result = computed(() => {
    const result = this.rings.result();
    return result?.chatId === this.chatId() ? result : null;
  });

  constructor() {
    this.ongoing.isShownBy(() => (this.shown() ? this.place() : null));
  }
}
