import { type Provider, inject } from '@angular/core';
import { type CallPanelName, CallPanels } from '../call/call-panels';
import { ChatStore } from '../chat/chat-store';
import { chatProviders } from '../chat/provide-chat';
import { PaneLayout } from './pane-layout';

/** The panels of a layout, as the call beside them offers them. */
class PaneCallPanels implements CallPanels {
  private readonly layout = inject(PaneLayout);

  readonly shown = this.layout.panelShown;
  readonly unseen = inject(ChatStore).unseen;

  constructor(readonly offered: readonly CallPanelName[]) {}

  toggle(panel: CallPanelName): void {
    this.layout.toggle(panel);
  }
}

/** For a page of a call and a chat: its chat, its layout, and what can stand beside its call. */
export const panesWith = (...offered: readonly CallPanelName[]): Provider[] => [
  ...chatProviders,
  PaneLayout,
  { provide: CallPanels, useFactory: () => new PaneCallPanels(offered) },
];
