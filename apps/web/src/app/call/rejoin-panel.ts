import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { Button, EmptyState } from '@parlour/ui';
import { KeptSeat, type Seat } from './kept-seat';
import { RejoinButton } from './rejoin-button';

/** In place of the way into a call: the way back, for whoever was in it when the page was loaded anew. */
@Component({
  selector: 'parlour-rejoin-panel',
  imports: [Button, EmptyState, LucidePhone, RejoinButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-empty-state
      announced
      [title]="'rejoin.here' | transloco"
      [text]="'rejoin.hint.' + devices() | transloco"
    >
      <svg lucidePhone [size]="28"></svg>
      <parlour-rejoin-button emptyActions first [seat]="seat()" />
      <button emptyActions parlourButton variant="outline" type="button" (click)="kept.forget()">
        {{ 'rejoin.decline' | transloco }}
      </button>
    </parlour-empty-state>
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
