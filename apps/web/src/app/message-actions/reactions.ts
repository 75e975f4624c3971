import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideSmilePlus } from '@lucide/angular';
import { type Message, type Reaction } from '@parlour/contracts';
import { UserNames } from '../core/users/user-names';
import { MessageCommands } from './message-commands';
import { ReactionNames } from './reaction-names';

/** The emoji that people have given a message, with their number; a click gives the same, or takes mine back. */
@Component({
  selector: 'parlour-reactions',
  imports: [LucideSmilePlus, MatTooltip, TranslocoPipe],
  providers: [MessageCommands],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './reactions.html',
  styleUrl: './reactions.css',
})
export class Reactions {
  readonly message = input.required<Message>();

  private readonly names = inject(UserNames);
  private readonly reactionNames = inject(ReactionNames);
  private readonly transloco = inject(TranslocoService);
  protected readonly commands = inject(MessageCommands);
  protected readonly canReact = computed(() => this.commands.can('react', this.message()));
  /** Somebody points at them: only then it is asked who they are. */
  private readonly asked = signal(false);

  protected labelOf({ emoji, userIds }: Reaction): string {
    this.transloco.activeLang();
    const key = userIds.length === 1 ? 'message.reactionOne' : 'message.reactionMany';
    return this.transloco.translate(key, { emoji, count: userIds.length });
  }

  protected namesOf({ emoji }: Reaction): string {
    this.transloco.activeLang();
    const users = this.asked() ? this.reactionNames.of(this.message(), emoji) : null;
    return users ? this.names.list(users) : this.transloco.translate('message.loadingNames');
  }

  protected ask(): void {
    this.asked.set(true);
    this.reactionNames.ask(this.message());
  }

  protected pick({ currentTarget }: Event): void {
    void this.commands.pickReaction(this.message(), currentTarget as HTMLElement);
  }
}
