import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHand } from '@lucide/angular';
import { UserName } from '../../core/users/user-names';
import { CallStore } from '../call-store';

/** Whose hand is up, the first in turn first. Nothing while no hand is. */
@Component({
  selector: 'parlour-hand-list',
  imports: [LucideHand, TranslocoPipe, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (hands().length > 0) {
      <svg lucideHand [size]="18" aria-hidden="true"></svg>
      <ol [attr.aria-label]="'callBar.hands' | transloco">
        @for (one of hands(); track one.id) {
          <li>
            @if (one.id === selfId()) {
              {{ 'call.you' | transloco }}
            } @else {
              {{ one.user | userName }}
            }
          </li>
        }
      </ol>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      justify-content: center;
      min-width: 0;
      padding: 0 var(--space-4) var(--space-1);
      color: var(--color-on-stage);
      font: var(--text-label);
    }

    :host:empty {
      display: none;
    }

    svg {
      flex: none;
    }

    ol {
      display: flex;
      gap: var(--space-3);
      min-width: 0;
      overflow: hidden;
      list-style: none;
      counter-reset: turn;
    }

    li {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      counter-increment: turn;
    }

    li::before {
      content: counter(turn) '. ';
      color: var(--color-on-stage-muted);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class HandList {
  private readonly calls = inject(CallStore);
  protected readonly hands = computed(() => this.calls.call()?.hands() ?? []);
  protected readonly selfId = computed(() => this.calls.call()?.self.id ?? null);
}
