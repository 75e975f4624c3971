import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** How somebody's presence looks. The words for it are said by who shows it. */
export type PresenceLook = 'online' | 'away' | 'in-call' | 'dnd' | 'offline';

/**
 * A small mark of its own shape for each state, since colours alone do not tell everybody (WCAG 1.4.1): a full circle, a
 * crescent, a square, a circle with a bar, a ring.
 */
@Component({
  selector: 'parlour-presence-dot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 12 12" [attr.width]="size()" [attr.height]="size()">
      @switch (state()) {
        @case ('online') {
          <circle cx="6" cy="6" r="6" />
        }
        @case ('away') {
          <path d="M4.6.2a6 6 0 1 0 7.2 7.2A5.4 5.4 0 0 1 4.6.2z" />
        }
        @case ('in-call') {
          <rect x=".5" y=".5" width="11" height="11" rx="2.5" />
        }
        @case ('dnd') {
          <path d="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0M3 4.9h6v2.2H3z" fill-rule="evenodd" />
        }
        @case ('offline') {
          <circle cx="6" cy="6" r="4.9" class="ring" />
        }
      }
    </svg>
  `,
  styleUrl: './presence-dot.css',
  host: { 'aria-hidden': 'true', '[attr.data-state]': 'state()' },
})
export class PresenceDot {
  readonly state = input.required<PresenceLook>();
  /** In px. */
  readonly size = input(10);
}
