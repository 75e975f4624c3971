import { Component, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { StatusBar } from '@parlour/ui';
import { map, of, switchMap, timer } from 'rxjs';
import { OngoingCall } from '../call/ongoing-call';
import { Realtime, type RealtimeState } from '../core/realtime/realtime';

/** A blink is nobody's business. The first connection may take longer before it is news. */
const patienceMs: Readonly<Record<RealtimeState, number | null>> = {
  online: null,
  offline: null,
  reconnecting: 700,
  connecting: 3_000,
};

/** Honest and quiet: a thin bar while the connection is away. */
@Component({
  selector: 'parlour-connection-bar',
  imports: [StatusBar, TranslocoPipe],
  template: `
    @if (shown(); as state) {
      <parlour-status-bar>{{
        (state === 'reconnecting' && ongoing.place() ? 'callBar.reconnecting' : 'connection.' + state)
          | transloco
      }}</parlour-status-bar>
    }
  `,
})
export class ConnectionBar {
  protected readonly ongoing = inject(OngoingCall);
  protected readonly shown = toSignal(
    toObservable(inject(Realtime).state).pipe(
      switchMap((state) => {
        const wait = patienceMs[state];
        return wait === null ? of(null) : timer(wait).pipe(map(() => state));
      }),
    ),
    { initialValue: null },
  );
}
