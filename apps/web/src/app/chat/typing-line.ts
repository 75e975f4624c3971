import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UserNames } from '../core/users/user-names';
import { ChatStore } from './chat-store';

/** Who is writing just now. Its place is always there, so that nothing moves when somebody begins. */
@Component({
  selector: 'parlour-typing-line',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let who = names();
    @if (who.length > 0) {
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="words">
        @if (who.length > 3) {
          {{ 'chat.typing.many' | transloco: { count: who.length } }}
        } @else {
          {{ 'chat.typing.' + who.length | transloco: { first: who[0], second: who[1], third: who[2] } }}
        }
      </span>
    }
  `,
  styleUrl: './typing-line.css',
})
export class TypingLine {
  private readonly store = inject(ChatStore);
  private readonly userNames = inject(UserNames);

  protected readonly names = computed(() => this.store.typists().map((user) => this.userNames.of(user)));
}
