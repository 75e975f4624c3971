import type { ProblemDetails } from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { ApiError } from './api-error.js';

/** Answers with problem details (RFC 9457). */
export function sendProblem(refusal: ApiError, request: FastifyRequest, reply: FastifyReply): void {
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer'); // RFC 9110 section 15.5.2
  void reply
    .status(refusal.status)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal, request.id)));
}

function problemOf(refusal: ApiError, requestId: string): ProblemDetails {
  const { code, message, ...details } = refusal.toInfo();
  return {
    type: 'about:blank',
    title: STATUS_CODES[refusal.status] ?? 'Error',
    status: refusal.status,
    detail: message,
    code,
    requestId,
    ...details,
  };
}

/** An address that the router cannot read, before any route or hook: `/api/rooms/%E0%A4%A`. */
export function refuseUnreadable(_: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(new ApiError('not_found'), request, reply);
}
