import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Avatar } from '../avatar/avatar';

/**
 * Messages of one person, close in time: their face and name once, then the lines that are its content. Face and name answer
 * to a click but are no stops of the Tab key, which in a long chat would stop at nothing else.
 */
@Component({
  selector: 'parlour-message-group',
  imports: [Avatar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      class="face"
      tabindex="-1"
      aria-hidden="true"
      (click)="openAuthor.emit(faceOf($event))"
    >
      <parlour-avatar [userId]="authorId()" [name]="author()" [picture]="picture()" [size]="32" />
    </button>
    <div class="said">
      <p class="head">
        <button
          type="button"
          class="author"
          tabindex="-1"
          aria-haspopup="dialog"
          (click)="openAuthor.emit(faceOf($event))"
        >
          {{ author() }}
        </button>
        <time [dateTime]="time().iso">{{ time().label }}</time>
      </p>
      <ng-content />
    </div>
  `,
  styleUrl: './message-group.css',
})
export class MessageGroup {
  readonly authorId = input.required<string>();
  readonly author = input.required<string>();
  /** Where the author's picture is; null for initials. */
  readonly picture = input<string | null>(null);
  /** Of the first message. */
  readonly time = input.required<{ readonly iso: string; readonly label: string }>();

  /** The element that was clicked. */
  readonly openAuthor = output<HTMLElement>();

  protected readonly faceOf = ({ currentTarget }: Event): HTMLElement => currentTarget as HTMLElement;
}
