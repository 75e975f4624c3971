import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideEllipsis, LucidePencil, LucideReply, LucideSmilePlus } from '@lucide/angular';
import { type Message } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { ActionIcon } from './action-icon';
import { type MessageAction, MessageCommands } from './message-commands';
import { QuickReactions } from './quick-reactions';

/** What one can do with a message, in a bar beside it. To be made for the message that is pointed at, or has the focus. */
@Component({
  selector: 'parlour-message-actions',
  imports: [
    ActionIcon,
    IconButton,
    LucideEllipsis,
    LucidePencil,
    LucideReply,
    LucideSmilePlus,
    MatMenuModule,
    TranslocoPipe,
  ],
  providers: [MessageCommands],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-actions.html',
  styleUrl: './message-actions.css',
})
export class MessageActions {
  readonly message = input.required<Message>();
  /** A menu of this bar is open: the bar has to stay, though the pointer and the focus are elsewhere. */
  readonly busy = output<boolean>();

  protected readonly commands = inject(MessageCommands);
  protected readonly quick = inject(QuickReactions).few;
  protected readonly canReact = computed(() => this.commands.can('react', this.message()));
  protected readonly menu = computed(() => this.commands.actionsFor(this.message()));
  /** These have a button of their own. */
  protected readonly direct = computed(() =>
    this.menu().filter((action): boolean => action === 'reply' || action === 'edit'),
  );
  protected readonly rest = computed(() => this.menu().filter((action) => !this.direct().includes(action)));

  protected run(action: MessageAction): void {
    void this.commands.run(action, this.message());
  }

  protected async pick({ currentTarget }: Event): Promise<void> {
    this.busy.emit(true);
    await this.commands.pickReaction(this.message(), currentTarget as HTMLElement);
    this.busy.emit(false);
  }
}
