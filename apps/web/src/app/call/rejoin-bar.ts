import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideX } from '@lucide/angular';
import { IconButton } from '@parlour/ui';
import { KeptSeat, type Seat } from './kept-seat';
import { RejoinButton } from './rejoin-button';

/** The way back into the call, wherever one reads: one was in it when the page was loaded anew. */
@Component({
  selector: 'parlour-rejoin-bar',
  imports: [IconButton, LucideX, RejoinButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="words" role="status">{{ words() }}</p>
    <parlour-rejoin-button [seat]="seat()" />
    <button parlourIconButton type="button" [label]="'rejoin.decline' | transloco" (click)="kept.forget()">
      <svg lucideX></svg>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-3);
      border-block: 1px solid var(--color-line);
      background: var(--color-sunken);
    }

    .words {
      flex: 1 1 16ch;
      min-width: 0;
      overflow-wrap: anywhere;
      text-wrap: pretty;
    }
  `,
})
export class RejoinBar {
  private readonly transloco = inject(TranslocoService);
  protected readonly kept = inject(KeptSeat);

  readonly seat = input.required<Seat>();

  protected readonly words = computed(() => {
    this.transloco.activeLang();
    const { place } = this.seat();
    return place.kind === 'room'
      ? this.transloco.translate<string>('rejoin.room', { title: place.title })
      : this.transloco.translate<string>('rejoin.direct');
  });
}
