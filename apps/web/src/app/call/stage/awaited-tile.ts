import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideX } from '@lucide/angular';
import { type Ring } from '@parlour/contracts';
import { Tile } from '@parlour/ui';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserName } from '../../core/users/user-names';
import { isFirst } from '../../ring/ring-state';
import { RingStore } from '../../ring/ring-store';

/** The place of somebody who is rung into the call, until they come or do not. */
@Component({
  selector: 'parlour-awaited-tile',
  imports: [LucideX, Tile, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-tile
      [participantId]="ring().id"
      [username]="ring().callee.username"
      [name]="ring().callee | userName"
      [microphone]="true"
      [camera]="false"
      [awaited]="true"
      [condition]="isFirst() ? null : ('ring.ringing' | transloco)"
      [words]="{ muted: '', cameraOff: '', hand: '' }"
    >
      <parlour-user-avatar [user]="ring().callee" [size]="avatarSize()" />
      @if (!isFirst()) {
        <button
          tileAction
          class="cancel"
          type="button"
          [attr.aria-label]="'ring.cancelFor' | transloco: { name: ring().callee | userName }"
          (click)="rings.cancel(ring())"
        >
          <svg lucideX [size]="18"></svg>
        </button>
      }
    </parlour-tile>
  `,
  styles: `
    :host {
      display: contents;
    }

    .cancel {
      position: absolute;
      inset: var(--space-1) auto auto var(--space-1);
      display: grid;
      place-items: center;
      width: var(--touch-target);
      height: var(--touch-target);
      border-radius: var(--radius-full);
      color: var(--color-on-stage);
    }

    .cancel:hover {
      background: var(--color-stage-scrim);
    }

    .cancel:focus-visible {
      outline-color: var(--color-on-stage);
      outline-offset: -4px;
    }
  `,
})
export class AwaitedTile {
  protected readonly rings = inject(RingStore);

  readonly ring = input.required<Ring>();
  /** In px. */
  readonly avatarSize = input.required<number>();

  /** Then the bar takes it back, and the words stand above the stage. */
  protected readonly isFirst = computed(() => isFirst(this.ring()));
}
