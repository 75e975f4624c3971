import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideCircleAlert } from '@lucide/angular';
import { CallMedia } from './call-media';

/** In a call, above its buttons: one is not seen or not heard, and it is not one's own doing. Goes when that does. */
@Component({
  selector: 'parlour-withheld-hint',
  imports: [LucideCircleAlert, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="status">
      @if (media.withheld(); as device) {
        <p>
          <svg lucideCircleAlert [size]="18"></svg>
          <span
            ><strong>{{ 'devices.withheld.' + device + '.what' | transloco }}</strong>
            {{ 'devices.withheld.' + device + '.why' | transloco }}</span
          >
        </p>
      }
    </div>
  `,
  styles: `
    div {
      display: grid;
      justify-items: center;
    }

    p {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      max-width: 80ch;
      margin: 0 var(--space-3) var(--space-2);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-card);
      background: var(--color-on-stage);
      color: var(--color-stage);
      font: var(--text-secondary);
      text-wrap: pretty;
    }

    svg {
      flex: none;
    }
  `,
})
export class WithheldHint {
  protected readonly media = inject(CallMedia);
}
