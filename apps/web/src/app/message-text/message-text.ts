import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type User } from '@parlour/contracts';
import { isEmojiOnly } from './emoji-only';
import { parseMessage } from './parse-message';
import { RichBlocks } from './rich-blocks';

/** What a message says: its Markdown, the people it names, its emoji. Nothing in it can run, or load anything. */
@Component({
  selector: 'parlour-message-text',
  imports: [RichBlocks, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="said" data-message-text [class.large]="large()">
      @if (large()) {
        <p dir="auto">{{ text() }}</p>
      } @else {
        <parlour-rich-blocks [blocks]="blocks()" />
      }
    </div>
    @if (edited()) {
      <!-- No stop of the Tab key: the actions of the message lead there too. -->
      <button
        class="edited"
        type="button"
        tabindex="-1"
        [attr.aria-label]="'message.editedShow' | transloco"
        (click)="showVersions.emit()"
      >
        {{ 'message.edited' | transloco }}
      </button>
    }
  `,
  styleUrl: './message-text.css',
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

  protected readonly large = computed(() => isEmojiOnly(this.text()));
  protected readonly blocks = computed(() =>
    parseMessage(this.text(), { mentions: this.mentions(), mentionsRoom: this.mentionsRoom() }),
  );
}
