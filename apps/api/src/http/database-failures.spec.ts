import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { isDatabaseUnavailable } from './database-failures.js';

const failure = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);

describe('isDatabaseUnavailable', () => {
  it.each([
    ['a refused connection', failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' })],
    ['several refused addresses', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['a server that shuts down', failure('terminating connection', { code: '57P01' })],
    ['a statement that took too long', failure('canceling statement', { code: '57014' })],
    ['too many connections', failure('sorry, too many clients', { code: '53300' })],
    ['a connection that broke', failure('Connection terminated unexpectedly')],
    ['a connection that was not made in time', failure('timeout exceeded when trying to connect')],
    ['a transaction whose connection broke', new QueryRunnerAlreadyReleasedError()],
    ['the same by its manager', new QueryRunnerProviderAlreadyReleasedError()],
    ['a server that hangs', failure('Query read timeout')],
    [
      'the same within an error of TypeORM',
      new QueryFailedError('select 1', [], failure('x', { code: '57P03' })),
    ],
  ])('%s is', (_, error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    ['a fault in a query', failure('syntax error', { code: '42601' })],
    ['a broken constraint', new QueryFailedError('insert', [], failure('duplicate', { code: '23505' }))],
    ['a file that is missing', failure('no such file', { code: 'ENOENT' })],
    ['a fault in the program', new TypeError('x is not a function')],
    ['nothing at all', undefined],
  ])('%s is not', (_, error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
