import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { Button, EmptyState } from '@parlour/ui';
import { type CallPlace, linkTo } from './call-place';

/** In place of the way into this call: one is in another, which ends with it. */
@Component({
  selector: 'parlour-call-elsewhere',
  imports: [Button, EmptyState, LucidePhone, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let other = place();
    <parlour-empty-state
      [title]="
        other.kind === 'room'
          ? ('call.elsewhere.room' | transloco: { title: other.title })
          : ('call.elsewhere.direct' | transloco)
      "
      [text]="'call.elsewhere.hint' | transloco"
    >
      <svg lucidePhone [size]="28"></svg>
      <a emptyActions parlourButton variant="outline" [routerLink]="linkTo(other)">{{
        'call.elsewhere.back' | transloco
      }}</a>
      <button emptyActions parlourButton type="button" (click)="entry.emit()">
        {{ 'call.elsewhere.change' | transloco }}
      </button>
    </parlour-empty-state>
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
