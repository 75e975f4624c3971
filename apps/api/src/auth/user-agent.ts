import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Browsers say less than half as much. */
const maxChars = 400;

/** The parameter of a handler that opens or renews a session: what the browser says of itself; empty where it says nothing. */
export const UserAgent = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return (headers['user-agent'] ?? '').slice(0, maxChars);
});
