import compress from '@fastify/compress';
import cookies from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { IncomingMessage } from 'node:http';
import { constants } from 'node:zlib';
import { AccessTokens } from '../auth/access-tokens.js';
import type { Config } from '../config/config.js';
import { acceptBodies } from './bodies.js';
import { requestIdOf } from './logging.js';
import { setSecurityHeaders } from './security-headers.js';
import { boundSlowBodies } from './slow-bodies.js';
import { serveWebApp } from './web-app.js';

/** Everything about HTTP that is not a route. */
export async function configureHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  app.useLogger(app.get(Logger));
  boundSlowBodies(app, config);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.setGenReqId((request) => requestIdOf(request as IncomingMessage));
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  await setSecurityHeaders(fastify);
  await fastify.register(cookies);
  // Ranges of a file are counted in its own bytes.
  fastify.addHook('onRoute', (route) => {
    if (route.config?.produces !== undefined) route.compress = false;
  });
  await fastify.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    // The default of brotli is made for files compressed once: it takes a second for the app's script.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  });
  acceptBodies(app, (accessToken) => app.get(AccessTokens).verify(accessToken));
  await serveWebApp(fastify, config.webFolder);
}
