import { Injectable, inject } from '@angular/core';
import { type CallPanelName, type CallPanels } from '../call/call-panels';
import { ChatStore } from '../chat/chat-store';
import { PaneLayout } from '../panes/pane-layout';

/** The chat and the people of a room, beside its call. */
@Injectable()
export class RoomCallPanels implements CallPanels {
  private readonly layout = inject(PaneLayout);

  readonly offered = ['chat', 'people'] as const;
  readonly shown = this.layout.panelShown;
  readonly unseen = inject(ChatStore).unseen;

  toggle(panel: CallPanelName): void {
    this.layout.toggle(panel);
  }
}
