import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type ErrorInfo, type Result } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { isDatabaseUnavailable } from '../http/database-failures.js';

export type Acknowledge = (result: Result<unknown>) => void;

export const failure = (error: ErrorInfo): Result<never> => ({ ok: false, error });

/** Turns what a command throws into the error of its acknowledgement. What nobody expected is logged and `internal`. */
@Catch()
export class CommandFilter implements ExceptionFilter {
  private static readonly logger = new Logger('Realtime');

  catch(error: unknown, host: ArgumentsHost): void {
    const acknowledge = host.getArgByIndex<Acknowledge>(2);
    acknowledge(failure(CommandFilter.infoOf(error)));
  }

  static infoOf(error: unknown): ErrorInfo {
    if (error instanceof ApiError) return error.toInfo();
    if (isDatabaseUnavailable(error)) return new ApiError('unavailable').toInfo();
    CommandFilter.logger.error(error instanceof Error ? error.stack : String(error));
    return new ApiError('internal').toInfo();
  }
}
