/**
 * Classes of SQLSTATE (PostgreSQL, appendix A) that say that the server cannot work now: connection exceptions,
 * insufficient resources, operator intervention (also a cancelled statement), system error.
 */
const unavailableStates = /^(08|53|57|58)/;

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/**
 * What pg says without a code, when a connection broke, was not made in time, or a query was not answered in time; and TypeORM,
 * when the connection of a transaction broke between two of its queries.
 */
const unavailableMessages =
  /^(Query runner already released|Database connection provided by a query runner was already released|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered a connection error))|^Cannot use a pool after calling end/;

/** Whether an error means that the database does not answer, so that trying again later makes sense. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (code.length === 5 && unavailableStates.test(code)) return true;
  if ('syscall' in error || error instanceof AggregateError) return unavailableCodes.has(code);
  return unavailableMessages.test(error.message) || isDatabaseUnavailable(driverErrorOf(error));
}

/** TypeORM wraps what pg throws. */
const driverErrorOf = (error: Error): unknown => ('driverError' in error ? error.driverError : error.cause);
