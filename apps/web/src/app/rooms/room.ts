import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { DOCUMENT } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Room as RoomData } from '@parlour/contracts';
import { fromEvent, map, startWith } from 'rxjs';
import { CallAnnouncer } from '../call/call-announcer';
import { CallMedia } from '../call/call-media';
import { CallRoom } from '../call/call-room';
import { CallStore } from '../call/call-store';
import { Chat } from '../chat/chat';
import { ChatStore } from '../chat/chat-store';
import { MembersPanel } from './members-panel';
import { PaneSwitch } from './pane-switch';
import { RoomHeader } from './room-header';
import { RoomLayout } from './room-layout';

/** A room as its members see it: the call, the chat, the people. */
@Component({
  selector: 'parlour-room',
  imports: [CallRoom, Chat, MembersPanel, PaneSwitch, RoomHeader, TranslocoPipe],
  providers: [CallAnnouncer, CallMedia, CallStore, ChatStore, RoomLayout],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room.html',
  styleUrl: './room.css',
})
export class Room {
  private readonly media = inject(CallMedia);
  private readonly calls = inject(CallStore);
  protected readonly chat = inject(ChatStore);
  protected readonly layout = inject(RoomLayout);

  readonly room = input.required<RoomData>();

  private readonly pageVisible = pageVisibility(inject(DOCUMENT));
  private readonly chatId = computed(() => this.room().chatId);
  private readonly inLobby = computed(() => this.calls.phase().kind === 'lobby');

  constructor() {
    inject(CallAnnouncer);
    effect(() => {
      const chatId = this.chatId();
      untracked(() => this.chat.open(chatId));
    });
    effect(() => this.chat.setDisplayed(this.pageVisible() && this.layout.panelShown() === 'chat'));
    effect(() => this.holdDevices());
  }

  /** Outside of a call the camera's light is on only while there is a preview on the screen. */
  private holdDevices(): void {
    if (!this.inLobby()) return;
    const previewing = this.pageVisible() && this.layout.callShown();
    untracked(() => {
      if (previewing) this.media.open();
      else this.media.close();
    });
  }
}

function pageVisibility(document: Document) {
  return toSignal(
    fromEvent(document, 'visibilitychange').pipe(
      startWith(null),
      map(() => document.visibilityState === 'visible'),
    ),
    { requireSync: true },
  );
}
