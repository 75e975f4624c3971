import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { Button } from '@parlour/ui';
import { KeptSeat, type Seat } from './kept-seat';
import { RejoinButton } from './rejoin-button';

/** In place of the way into a call: the way back, for whoever was in it when the page was loaded anew. */
@Component({
  selector: 'parlour-rejoin-panel',
  imports: [Button, LucidePhone, RejoinButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="sign"><svg lucidePhone [size]="28"></svg></span>
    <p class="what" role="status">{{ 'rejoin.here' | transloco }}</p>
    <p class="hint">{{ 'rejoin.hint.' + devices() | transloco }}</p>
    <div class="ways">
      <parlour-rejoin-button first [seat]="seat()" />
      <button parlourButton variant="outline" type="button" (click)="kept.forget()">
        {{ 'rejoin.decline' | transloco }}
      </button>
    </div>
  `,
  styleUrl: './call-door.css',
})
export class RejoinPanel {
  protected readonly kept = inject(KeptSeat);

  readonly seat = input.required<Seat>();

  /** As they will be. */
  protected devices(): 'both' | 'microphone' | 'camera' | 'none' {
    const { microphone, camera } = this.seat().devices;
    if (microphone) return camera ? 'both' : 'microphone';
    return camera ? 'camera' : 'none';
  }
}
