import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  forwardRef,
  inject,
  input,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Room as RoomData } from '@parlour/contracts';
import { CallMedia } from '../call/devices/call-media';
import { type CallPanelName, CallPanels } from '../call/call-panels';
import { CallRoom } from '../call/call-room';
import { KeptSeat } from '../call/kept-seat';
import { OngoingCall } from '../call/ongoing-call';
import { pageVisible } from '../core/page-visible';
import { RoomChats } from '../core/room-chats/room-chats';
import { PaneLayout } from '../panes/pane-layout';
import { PaneSwitch } from '../panes/pane-switch';
import { MembersPanel } from './members-panel';
import { RoomChatPane } from './room-chat-pane';
import { RoomHeader } from './room-header';
import { WantedMessage } from './wanted-message';

/** A room as its members see it: the call, one of its chats, the people. */
@Component({
  selector: 'parlour-room',
  imports: [CallRoom, MembersPanel, PaneSwitch, RoomChatPane, RoomHeader, TranslocoPipe],
  providers: [PaneLayout, { provide: CallPanels, useExisting: forwardRef(() => Room) }],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room.html',
  styleUrls: ['../panes/panes.css', './room.css'],
})
export class Room implements CallPanels {
  private readonly media = inject(CallMedia);
  private readonly ongoing = inject(OngoingCall);
  private readonly kept = inject(KeptSeat);
  private readonly roomChats = inject(RoomChats);
  protected readonly layout = inject(PaneLayout);

  readonly room = input.required<RoomData>();
  /** The one of its chats that is open. */
  readonly chatId = input.required<string>();

  readonly offered: readonly CallPanelName[] = ['chat', 'people'];
  readonly shown = this.layout.panelShown;
  readonly unseen = computed(() => this.roomChats.attentionOf(this.room().id).loud);

  private readonly pageVisible = pageVisible();

  constructor() {
    // Who comes for a chat, or for a message in it, sees it, also where there is room for one pane only.
    const wanted = inject(WantedMessage);
    const another = computed(() => (this.chatId() === this.room().chatId ? null : this.chatId()));
    effect(() => {
      if (another() !== null || wanted.current() !== null) untracked(() => this.layout.show('chat'));
    });
    effect(() => this.holdDevices());
    inject(DestroyRef).onDestroy(() => this.media.release(this));
  }

  toggle(panel: CallPanelName): void {
    this.layout.toggle(panel);
  }

  /**
   * Outside of a call the camera's light is on only while there is a preview on the screen. In the call of this room
   * the page goes on holding what it shows, so that leaving leads back to the same preview.
   */
  private holdDevices(): void {
    const { id: roomId, slug, title } = this.room();
    const mayRejoin = this.kept.offeredAt({ kind: 'room', roomId, slug, title }) !== null;
    const isHidden = this.ongoing.isElsewhere() || mayRejoin;
    const previewing = this.pageVisible() && this.layout.callShown() && !isHidden;
    untracked(() => {
      if (previewing) this.media.hold(this);
      else this.media.release(this);
    });
  }
}
