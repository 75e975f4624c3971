import { type Signal, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { type Clock } from '@parlour/webrtc';
import { Observable } from 'rxjs';
import { platform } from '../platform/platform';
import { CallStore } from './call-store';

const tickMs = 500;

/** `3:07`, `1:02:03`: how long one has been talking. */
export function clockWords(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, '0'))).join(':');
}

/** How long the call of this tab has been connected, in whole seconds; null: not yet. In an injection context. */
export function callSeconds(): Signal<number | null> {
  const calls = inject(CallStore);
  const { clock } = inject(platform);
  const tick = toSignal(ticks(clock));
  return computed(() => {
    tick();
    const since = calls.call()?.connectedAt() ?? null;
    return since === null ? null : Math.max(0, Math.floor((clock.now() - since) / 1_000));
  });
}

const ticks = (clock: Clock) =>
  new Observable<number>((subscriber) => {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = clock.schedule(tickMs, () => {
        subscriber.next(clock.now());
        wait();
      });
    };
    wait();
    return () => cancel();
  });
