import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { LucideCircleAlert, LucideClock } from '@lucide/angular';
import { Avatar } from '../avatar/avatar';

/** One message as it is shown. Its text is text: whatever markup it holds stays visible and does nothing. */
export interface MessageLine {
  readonly key: string;
  readonly text: string;
  readonly time: { readonly iso: string; readonly label: string };
  /** Null once it is stored. */
  readonly delivery: MessageDelivery | null;
}

export interface MessageDelivery {
  readonly kind: 'sending' | 'waiting' | 'failed';
  readonly label: string;
}

/**
 * Messages of one person, close in time: their face and name once, then line by line. Face and name answer to a click but
 * are no stops of the Tab key, which in a long chat would stop at nothing else.
 */
@Component({
  selector: 'parlour-message-group',
  imports: [Avatar, LucideCircleAlert, LucideClock],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-group.html',
  styleUrl: './message-group.css',
})
export class MessageGroup {
  readonly authorId = input.required<string>();
  readonly author = input.required<string>();
  /** Where the author's picture is; null for initials. */
  readonly picture = input<string | null>(null);
  readonly lines = input.required<readonly MessageLine[]>();
  readonly words = input.required<{ readonly retry: string; readonly discard: string }>();

  readonly retry = output<string>();
  readonly discard = output<string>();
  /** The element that was clicked. */
  readonly openAuthor = output<HTMLElement>();

  protected readonly faceOf = ({ currentTarget }: Event): HTMLElement => currentTarget as HTMLElement;
}
