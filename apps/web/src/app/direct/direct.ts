import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type DirectChat } from '@parlour/contracts';
import { type CallPlace } from '../call/call-place';
import { OngoingCall } from '../call/ongoing-call';
import { Chat } from '../chat/chat';
import { ChatStore } from '../chat/chat-store';
import { pageVisible } from '../core/page-visible';
import { UserNames } from '../core/users/user-names';
import { panesWith } from '../panes/pane-call-panels';
import { PaneLayout } from '../panes/pane-layout';
import { PaneSwitch } from '../panes/pane-switch';
import { Calling } from '../ring/calling';
import { DirectCall } from '../ring/direct-call';
import { ClosedInput } from './closed-input';
import { DirectHeader } from './direct-header';

/** The chat of two people, with their call above it while there is one. */
@Component({
  selector: 'parlour-direct',
  imports: [Chat, ClosedInput, DirectCall, DirectHeader, PaneSwitch, TranslocoPipe],
  providers: [panesWith('chat')],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './direct.html',
  styleUrls: ['../panes/panes.css', './direct.css'],
})
export class Direct {
  private readonly ongoing = inject(OngoingCall);
  private readonly names = inject(UserNames);
  protected readonly store = inject(ChatStore);
  protected readonly layout = inject(PaneLayout);
  protected readonly calling = inject(Calling);

  readonly chat = input.required<DirectChat>();

  private readonly pageVisible = pageVisible();
  private readonly chatId = computed(() => this.chat().id);
  protected readonly name = computed(() => this.names.of(this.chat().user));
  protected readonly inCall = computed(() => {
    const place: CallPlace = { kind: 'direct', chatId: this.chatId() };
    return this.ongoing.isAt(place);
  });
  protected readonly chatShown = computed(() => !this.inCall() || this.layout.panelShown() === 'chat');

  constructor() {
    effect(() => {
      const { id: chatId, user, state } = this.chat();
      untracked(() => this.store.setPlace({ kind: 'direct', chatId, user, canWrite: state === 'open' }));
    });
    effect(() => this.store.setDisplayed(this.pageVisible() && this.chatShown()));
  }

  protected call(media: { readonly video: boolean }): void {
    const { id: chatId, user } = this.chat();
    void this.calling.call({ userId: user.id, chatId }, media);
  }
}
