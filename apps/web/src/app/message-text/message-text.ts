import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type User } from '@parlour/contracts';

/** What a message says: its Markdown, the people it names, its emoji. Nothing in it can run, or load anything. */
@Component({
  selector: 'parlour-message-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="text" dir="auto" data-message-text>{{ text() }}</p>`,
})
export class MessageText {
  readonly text = input.required<string>();
  /** Whom the text names, of those who may read it. */
  readonly mentions = input<readonly User[]>([]);
  /** It names everybody. */
  readonly mentionsRoom = input(false);
  /** Its text was changed, and is marked so. */
  readonly edited = input(false);
  /** Somebody asks what it said before. */
  readonly showVersions = output();
}
