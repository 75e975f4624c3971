import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideArrowLeft, LucideBellOff } from '@lucide/angular';
import { type DirectChat } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { PresenceWords } from '../core/presence/presence-words';
import { Presences } from '../core/presence/presences';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { CallButtons } from '../people/call-buttons';
import { ParlourPerson } from '../people/parlour-person';
import { DirectChatMenu } from './direct-chat-menu';

/** Whom one writes to, whether they are there, and the way to call them. */
@Component({
  selector: 'parlour-direct-header',
  imports: [
    CallButtons,
    DirectChatMenu,
    IconButton,
    LucideArrowLeft,
    LucideBellOff,
    ParlourPerson,
    RouterLink,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './direct-header.html',
  styleUrl: './direct-header.css',
})
export class DirectHeader {
  private readonly presences = inject(Presences);
  private readonly presenceWords = inject(PresenceWords);
  private readonly names = inject(UserNames);

  readonly chat = input.required<DirectChat>();
  /** The two are talking already. */
  readonly inCall = input.required<boolean>();
  readonly call = output<{ readonly video: boolean }>();

  protected readonly name = computed(() => this.names.of(this.chat().user));
  protected readonly presence = computed(() => this.presences.of(this.chat().user.id));
  protected readonly presenceText = computed(() => this.presenceWords.of(this.presence()));
}
