import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { Button } from '@parlour/ui';
import { type CallPlace, linkTo } from './call-place';

/** In place of the way into this call: one is in another, which ends with it. */
@Component({
  selector: 'parlour-call-elsewhere',
  imports: [Button, LucidePhone, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let other = place();
    <span class="sign"><svg lucidePhone [size]="28"></svg></span>
    <p class="what">
      @if (other.kind === 'room') {
        {{ 'call.elsewhere.room' | transloco: { title: other.title } }}
      } @else {
        {{ 'call.elsewhere.direct' | transloco }}
      }
    </p>
    <p class="hint">{{ 'call.elsewhere.hint' | transloco }}</p>
    <div class="ways">
      <a parlourButton variant="outline" [routerLink]="linkTo(other)">{{
        'call.elsewhere.back' | transloco
      }}</a>
      <button parlourButton type="button" (click)="entry.emit()">
        {{ 'call.elsewhere.change' | transloco }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      align-content: center;
      justify-items: center;
      min-height: 0;
      padding: var(--space-6) var(--space-4);
      overflow-y: auto;
      text-align: center;
      text-wrap: pretty;
    }

    .sign {
      display: grid;
      place-items: center;
      width: 56px;
      height: 56px;
      margin-bottom: var(--space-4);
      border-radius: var(--radius-full);
      background: var(--color-accent-soft);
      color: var(--color-on-accent-soft);
    }

    .what {
      font: var(--text-heading);
    }

    .hint {
      max-width: 44ch;
      margin-top: var(--space-1);
      color: var(--color-ink-muted);
    }

    .ways {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-2);
      margin-top: var(--space-5);
    }
  `,
})
export class CallElsewhere {
  /** Where that call is. */
  readonly place = input.required<CallPlace>();
  /** Out of that one and into this one. */
  readonly entry = output();

  protected readonly linkTo = linkTo;
}
