import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { ErrorCode } from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { isDatabaseUnavailable } from './database-failures.js';
import { sendProblem } from './problem.js';

/** What Nest and Fastify themselves refuse, by their status. */
const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_found',
  413: 'payload_too_large',
  414: 'not_found', // a path parameter longer than any name of ours
  415: 'unsupported_media_type',
  429: 'rate_limited',
  503: 'unavailable',
};

/** Every error of an HTTP request leaves as problem details (RFC 9457) with a code of the contract. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const refusal = this.refusalOf(error);
    if (reply.sent) return;
    sendProblem(refusal, http.getRequest<FastifyRequest>(), reply);
  }

  private refusalOf(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    if (error instanceof HttpException && error.getStatus() < 500) {
      return new ApiError(codesByStatus[error.getStatus()] ?? 'invalid_input');
    }
    if (isDatabaseUnavailable(error)) {
      this.logger.warn(`The database does not answer: ${error instanceof Error ? error.message : ''}`);
      return new ApiError('unavailable');
    }
    this.logger.error(error);
    return new ApiError('internal');
  }
}
