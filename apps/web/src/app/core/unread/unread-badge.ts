import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountBadge } from '@parlour/ui';
import { type Attention } from '../room-chats/attention';

/** What is unread, in a number for who looks and in words for who listens: dim where it calls for no attention. Nothing where nothing is. */
@Component({
  selector: 'parlour-unread-badge',
  imports: [CountBadge, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let it = attention();
    @if (it.mentions > 0) {
      <span class="named" aria-hidden="true">&#64;</span>
      <span class="visually-hidden">{{ 'shell.mentions' | transloco: { count: it.mentions } }}</span>
    }
    @if (count(); as count) {
      <parlour-count-badge [count]="count" [quiet]="isQuiet()" />
      <span class="visually-hidden">{{
        (isQuiet() ? 'shell.unreadQuiet' : 'shell.unread') | transloco: { count }
      }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 6px;
    }

    :host:empty {
      display: none;
    }

    .named {
      color: var(--color-accent);
      font: 700 0.875rem/1 var(--font);
    }
  `,
})
export class UnreadBadge {
  readonly attention = input.required<Attention>();

  protected readonly isQuiet = computed(() => this.attention().loud === 0);
  protected readonly count = computed(() => this.attention().loud || this.attention().quiet);
}
