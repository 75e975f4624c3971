import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config/config.js';

/** An id that a proxy before us gave; anything else could forge lines of a log. */
const acceptableRequestId = /^[\w-]{8,64}$/;

/**
 * Logs of one JSON object a line, on standard output. What is written of a request, an answer and an error is a list of
 * what is allowed, not of what is forbidden: no header, query, body, cookie, password, token or SDP can get in.
 */
export const loggingOf = ({ logLevel }: Config): Params => ({
  // The default of nestjs-pino, `{/*splat}`, matches nothing but `/` here.
  forRoutes: [{ path: '*path', method: RequestMethod.ALL }],
  pinoHttp: [
    {
      level: logLevel,
      wrapSerializers: false,
      serializers: { req: describeRequest, res: describeResponse, err: describeError },
      customLogLevel: (_, response, error) =>
        response.statusCode >= 500 || error !== undefined ? 'error' : 'info',
    },
    process.stdout,
  ],
});

/** What every log line and every problem of a request bears. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && acceptableRequestId.test(given) ? given : randomUUID();
}

/** middie, which runs Nest's middleware, has cut the path from `url` by now. */
type LoggedRequest = IncomingMessage & { readonly id?: unknown; readonly originalUrl?: string | undefined };

function describeRequest({ id, method, url, originalUrl = url, socket }: LoggedRequest) {
  return { id, method, path: originalUrl?.split('?')[0], remoteAddress: socket?.remoteAddress };
}

const describeResponse = ({ statusCode }: ServerResponse) => ({ statusCode });

/** TypeORM's errors carry the parameters of the query that failed: hashes, addresses, texts. */
function describeError(error: Error & { code?: unknown }) {
  return { type: error.name, code: error.code, message: error.message, stack: error.stack };
}
