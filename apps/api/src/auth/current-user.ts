import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes a request, by their access token. */
export interface CurrentUser {
  readonly id: string;
  readonly username: string;
  readonly sessionId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the JWT guard, on every route whose `auth` is `bearer`. */
    user?: CurrentUser;
  }
}

/** The parameter of a handler of a `bearer` route. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): CurrentUser => {
  const { user } = context.switchToHttp().getRequest<FastifyRequest>();
  if (user === undefined) throw new Error('Only routes with bearer authentication have a current user');
  return user;
});
