import { type Signal } from '@angular/core';

export type CallPanelName = 'chat' | 'people';

/** What can be shown beside the call, as the page around it has it: the bar's toggles. */
export abstract class CallPanels {
  abstract readonly offered: readonly CallPanelName[];
  abstract readonly shown: Signal<CallPanelName | null>;
  /** How many messages came while the chat was not shown. */
  abstract readonly unseen: Signal<number>;
  abstract toggle(panel: CallPanelName): void;
}
