import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The languages in which the server has words for people. */
export type Language = 'en' | 'de';

/** The first that a browser names, where it is one of ours. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';

/** The parameter of a handler that answers in words. */
export const RequestLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
