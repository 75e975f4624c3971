/** Ctrl-C in a terminal reaches every process of the group, and npm passes it on once more: that is one request. */
const sameRequestMs = 1_500;
const parentCheckMs = 500;

export interface StopRequests {
  /** Please stop in order. Called once. */
  onStop(): void;
  /** Asked again while stopping: stop at once. */
  onInsist(): void;
}

/**
 * Listens for requests to stop: SIGINT, SIGTERM and, where `withParent`, the end of the process that started this
 * one (npm killed hard passes no signal on).
 */
export function listenForStop({ onStop, onInsist }: StopRequests, withParent: boolean): void {
  let firstAt: number | null = null;
  const request = () => {
    const now = Date.now();
    if (firstAt === null) {
      firstAt = now;
      onStop();
    } else if (now - firstAt > sameRequestMs) onInsist();
  };
  process.on('SIGINT', request);
  process.on('SIGTERM', request);
  if (!withParent) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    request();
  }, parentCheckMs);
  timer.unref();
}
