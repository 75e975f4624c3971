import { Component } from '@angular/core';
import { Skeleton } from '@parlour/ui';

/** The place of a room card that is on its way: of the same size, so that nothing jumps. */
@Component({
  selector: 'parlour-room-card-skeleton',
  imports: [Skeleton],
  template: `
    <parlour-skeleton width="55%" height="1rem" />
    <parlour-skeleton width="85%" />
    <parlour-skeleton class="foot" width="30%" />
  `,
  host: { class: 'parlour-card' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--space-2);
      min-height: 116px;
      padding: var(--space-5) var(--space-4) var(--space-4);
    }

    .foot {
      margin-top: auto;
    }
  `,
})
export class RoomCardSkeleton {}
