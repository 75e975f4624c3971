import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import { Notices } from '../core/notices/notices';
import { IncomingCalls } from '../ring/incoming-calls';
import { RingStore } from '../ring/ring-store';
import { CallCompanion } from './call-companion';
import { KeptSeat } from './kept-seat';
import { OngoingCall } from './ongoing-call';
import { RejoinBar } from './rejoin-bar';

/** In the frame of every page: what rings, and the call that goes on. Loaded when there is one, or nothing else to do. */
@Component({
  selector: 'parlour-call-dock',
  imports: [CallCompanion, IncomingCalls, RejoinBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @defer (when ongoing.place() !== null; prefetch on idle) {
      @if (ongoing.place()) {
        <parlour-call-companion />
      }
    }
    @defer (when seat() !== null) {
      @if (seat(); as seat) {
        <parlour-rejoin-bar [seat]="seat" />
      }
    }
    @defer (when rings.incoming().length > 0; prefetch on idle) {
      <parlour-incoming-calls />
    }
  `,
  styles: ':host { display: block; min-width: 0; }',
})
export class CallDock {
  protected readonly ongoing = inject(OngoingCall);
  protected readonly rings = inject(RingStore);

  private readonly kept = inject(KeptSeat);
  /** Where its page is shown, that offers it. */
  protected readonly seat = computed(() => {
    const seat = this.kept.offered();
    return seat && !this.ongoing.isShown(seat.place) ? seat : null;
  });

  constructor() {
    const notices = inject(Notices);
    // Where its page is shown, that says it.
    this.ongoing.ended$
      .pipe(
        filter(({ place, callId }) => callId !== null && !this.ongoing.isShown(place)),
        takeUntilDestroyed(),
      )
      .subscribe(({ cause }) => {
        if (cause === 'removed' || cause === 'replaced' || cause === 'over')
          notices.say(`call.ended.${cause}`);
        else if (cause !== 'left') notices.say('call.ended.lost');
      });
  }
}
