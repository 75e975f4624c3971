import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** The parameter of a handler of a route with `upload`: the bytes of the body; none where there was no body. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

/** The parameter of a handler of a route with a streamed upload: the body that nobody has read from. */
export const UploadStream = createParamDecorator(
  (_: unknown, context: ExecutionContext): IncomingMessage =>
    context.switchToHttp().getRequest<FastifyRequest>().raw,
);
