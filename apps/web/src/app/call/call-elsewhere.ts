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
  styleUrl: './call-door.css',
})
export class CallElsewhere {
  /** Where that call is. */
  readonly place = input.required<CallPlace>();
  /** Out of that one and into this one. */
  readonly entry = output();

  protected readonly linkTo = linkTo;
}
