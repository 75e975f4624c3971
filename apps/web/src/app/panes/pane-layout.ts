import { BreakpointObserver } from '@angular/cdk/layout';
import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import { OngoingCall } from '../call/ongoing-call';
import { type CallPanelName } from '../call/call-panels';

type Pane = 'call' | CallPanelName;

/** Sidebar 272 px, context panel 320 px: below this the call between them would be smaller than either. */
const wideQuery = '(min-width: 1100px)';

/** What of a call and its panels is on the screen: the call with a panel beside it that opens and closes, or one pane at a time. */
@Injectable()
export class PaneLayout {
  readonly wide = toSignal(
    inject(BreakpointObserver)
      .observe(wideQuery)
      .pipe(map(({ matches }) => matches)),
    { requireSync: true },
  );
  private readonly panel = signal<CallPanelName | null>('chat');
  private readonly pane = signal<Pane>('call');

  readonly callShown = computed(() => this.wide() || this.pane() === 'call');
  readonly panelShown = computed<CallPanelName | null>(() => {
    const pane = this.pane();
    if (this.wide()) return this.panel();
    return pane === 'call' ? null : pane;
  });

  constructor() {
    inject(OngoingCall)
      .wanted$.pipe(takeUntilDestroyed())
      .subscribe(() => this.pane.set('call'));
  }

  /** Opens the panel, or closes it where it is open: then the call is back. */
  toggle(panel: CallPanelName): void {
    if (this.panelShown() === panel) this.show('call');
    else this.show(panel);
  }

  show(pane: Pane): void {
    if (this.wide()) this.panel.set(pane === 'call' ? null : pane);
    else this.pane.set(pane);
  }
}
