import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Room as RoomData } from '@parlour/contracts';
import { CallMedia } from '../call/call-media';
import { CallRoom } from '../call/call-room';
import { OngoingCall } from '../call/ongoing-call';
import { Chat } from '../chat/chat';
import { ChatStore } from '../chat/chat-store';
import { pageVisible } from '../core/page-visible';
import { panesWith } from '../panes/pane-call-panels';
import { PaneLayout } from '../panes/pane-layout';
import { PaneSwitch } from '../panes/pane-switch';
import { MembersPanel } from './members-panel';
import { RoomHeader } from './room-header';

/** A room as its members see it: the call, the chat, the people. */
@Component({
  selector: 'parlour-room',
  imports: [CallRoom, Chat, MembersPanel, PaneSwitch, RoomHeader, TranslocoPipe],
  providers: [panesWith('chat', 'people')],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room.html',
  styleUrls: ['../panes/panes.css', './room.css'],
})
export class Room {
  private readonly media = inject(CallMedia);
  private readonly ongoing = inject(OngoingCall);
  protected readonly chat = inject(ChatStore);
  protected readonly layout = inject(PaneLayout);

  readonly room = input.required<RoomData>();

  private readonly pageVisible = pageVisible();
  private readonly chatId = computed(() => this.room().chatId);

  constructor() {
    effect(() => {
      const chatId = this.chatId();
      untracked(() => this.chat.open(chatId));
    });
    effect(() => this.chat.setDisplayed(this.pageVisible() && this.layout.panelShown() === 'chat'));
    effect(() => this.holdDevices());
    inject(DestroyRef).onDestroy(() => this.media.release(this));
  }

  /**
   * Outside of a call the camera's light is on only while there is a preview on the screen. In the call of this room
   * the page goes on holding what it shows, so that leaving leads back to the same preview.
   */
  private holdDevices(): void {
    const previewing = this.pageVisible() && this.layout.callShown() && !this.ongoing.isElsewhere();
    untracked(() => {
      if (previewing) this.media.hold(this);
      else this.media.release(this);
    });
  }
}
