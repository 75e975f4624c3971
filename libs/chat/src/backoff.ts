import { type Failure } from './ports';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * How long to wait before the next try: as long as the server asks, else 1, 2, 4 … 30 s by the failures in a row, each up to a
 * third shorter by chance, so that not everybody comes at once.
 */
export function waitMsAfter({ info }: Failure, failuresInARow: number, random: () => number): number {
  if (info.retryAfterSeconds !== undefined) return info.retryAfterSeconds * 1_000;
  const waitMs = Math.min(firstWaitMs * 2 ** (failuresInARow - 1), longestWaitMs);
  return waitMs * (1 - random() / 3);
}
