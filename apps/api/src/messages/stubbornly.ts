import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '../http/api-error.js';

/** A connection that was just ended is replaced at once; a database that restarts takes a second or two. */
const retryWaitsMs = [20, 200, 800, 1_500];
/** Clients wait for 10 s for an answer. */
const retryForMs = 5_000;

/**
 * Tries again while the database does not answer, up to 5 s. `attempt`: 0 for the first; a later one may find what an earlier
 * one has done.
 * @throws ApiError unavailable.
 */
export async function stubbornly<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + retryForMs;
  for (const [attempt, waitMs] of retryWaitsMs.entries()) {
    try {
      return await work(attempt);
    } catch (error) {
      const isOutage = error instanceof ApiError && error.code === 'unavailable';
      if (!isOutage || performance.now() + waitMs > giveUpAt) throw error;
    }
    await wait(waitMs);
  }
  return work(retryWaitsMs.length);
}
