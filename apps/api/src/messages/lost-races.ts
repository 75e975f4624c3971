import { QueryFailedError } from 'typeorm';
import { ApiError } from '../http/api-error.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';

/**
 * A unique violation, a serialization failure, a deadlock (PostgreSQL, appendix A): two nodes wrote at one instant. The next
 * try sees the other's.
 */
const lostRace = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  ['23505', '40001', '40P01'].includes(String((error.driverError as { code?: unknown }).code));

/** @throws ApiError unavailable, in the place of every failure after which trying again may help. */
export async function orUnavailable<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw isDatabaseUnavailable(error) || lostRace(error) ? new ApiError('unavailable') : error;
  }
}
