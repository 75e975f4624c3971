import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Config } from '../config/config.js';

/** The head of a request. */
const headTimeoutMs = 30_000;
/**
 * Bounds how long a body may take. Node's own bound is one for all requests, and cannot tell files from the rest: files are
 * watched by who receives them, and by Node as the last resort.
 */
export function boundSlowBodies(app: NestFastifyApplication, config: Config): void {
  const { bodyTimeoutMs, bodyLingerMs, attachmentMaxBytes, uploadPace } = config;
  const uploadMaxMs = Math.ceil(attachmentMaxBytes / uploadPace.minBytes) * uploadPace.windowMs;
  const server = app.getHttpServer() as Server;
  server.headersTimeout = headTimeoutMs;
  server.requestTimeout = bodyTimeoutMs + uploadMaxMs;
  const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  const bound = (request: IncomingMessage, ms: number) => {
    release(request);
    timers.set(request, setTimeout(() => request.socket.destroy(), ms).unref());
    request.once('close', () => release(request));
  };
  const release = (request: IncomingMessage) => clearTimeout(timers.get(request));

  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  // Once socket.io has come between Fastify and its server: for both of them alike.
  fastify.addHook('onReady', async () => {
    server.prependListener('request', (request: IncomingMessage) => {
      if (hasBody(request)) bound(request, bodyTimeoutMs);
    });
  });
  fastify.addHook('onRequest', async ({ raw, routeOptions }: FastifyRequest) => {
    if (routeOptions.config.upload?.streamed) release(raw);
  });
  fastify.addHook('onResponse', async ({ raw }: FastifyRequest) => {
    if (raw.complete || !hasBody(raw)) return;
    raw.resume();
    bound(raw, bodyLingerMs);
  });
}

export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
