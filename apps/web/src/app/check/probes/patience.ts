import { type Clock } from '@parlour/webrtc';

/**
 * Waits for something that calls `found`, and stops after `patienceMs`, or when it is given up: then what `otherwise` says
 * counts. `watch` answers with its own end.
 */
export function waitFor<T>(
  { clock, signal, patienceMs }: { clock: Clock; signal: AbortSignal; patienceMs: number },
  watch: (found: (value: T) => void) => () => void,
  otherwise: () => T,
): Promise<T> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    let settled = false;
    const settle = (value: T): void => {
      if (settled) return;
      settled = true;
      cancel();
      signal.removeEventListener('abort', giveUp);
      stop?.();
      resolve(value);
    };
    const giveUp = (): void => settle(otherwise());
    const cancel = clock.schedule(patienceMs, giveUp);
    signal.addEventListener('abort', giveUp);
    stop = watch(settle);
    if (settled) stop();
    else if (signal.aborted) giveUp();
  });
}
