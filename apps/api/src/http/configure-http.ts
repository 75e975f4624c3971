import compress from '@fastify/compress';
import cookies from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { IncomingMessage } from 'node:http';
import { constants } from 'node:zlib';
import type { Config } from '../config/config.js';
import { ApiError } from './api-error.js';
import { requestIdOf } from './logging.js';
import { setSecurityHeaders } from './security-headers.js';
import { serveWebApp } from './web-app.js';

/** An answer takes milliseconds; who sends a request slower than this holds a connection for nothing. */
const requestTimeoutMs = 30_000;

/** Everything about HTTP that is not a route. */
export async function configureHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  app.useLogger(app.get(Logger));
  app.getHttpServer().requestTimeout = requestTimeoutMs;
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.setGenReqId((request) => requestIdOf(request as IncomingMessage));
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  await setSecurityHeaders(fastify);
  await fastify.register(cookies);
  await fastify.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    // The default of brotli is made for files compressed once: it takes a second for the app's script.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  fastify.addHook('onRequest', async (request) => refuseForeignBody(request));
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  });
  acceptJson(app);
  await serveWebApp(fastify, config.webFolder);
}

/** Bodies are JSON as it is: nothing that a form of a foreign page could send, nothing that grows when unpacked. */
function refuseForeignBody({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json' || headers['content-encoding'] !== undefined) {
    throw new ApiError('unsupported_media_type');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * As Fastify's own, but bytes that are no UTF-8 are refused instead of replaced, and an empty body is none: clients
 * that label every request as JSON send such.
 */
function acceptJson(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return done(new ApiError('text_malformed'), undefined);
    }
    return parse(request as never, text, done);
  });
}
