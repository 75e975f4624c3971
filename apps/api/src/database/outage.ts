/** SQLSTATE classes (PostgreSQL appendix A): connection, resources, operator intervention, system error. */
const outageClasses = new Set(['08', '53', '57', '58']);
/** A deadlock and a serialization failure pass when the same is tried again. */
const passingStates = new Set(['40001', '40P01']);
const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH']);
/** What `pg` and `pg-pool` throw without a code. */
const outageMessages =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error))/;

/** Whether the database cannot answer right now, as against refusing what it was asked. Trying again may help. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = 'driverError' in error ? error.driverError : error;
  if (cause instanceof AggregateError) return cause.errors.some(isOutage);
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const isState = code.length === 5;
  return isState
    ? outageClasses.has(code.slice(0, 2)) || passingStates.has(code)
    : outageCodes.has(code) || outageMessages.test(cause.message);
}
