import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';

/** Answers take milliseconds; a picture of 5 MB takes a slow phone a minute. Who is slower holds a connection for nothing. */
const bodyTimeoutMs = 90_000;
/** The head of a request. */
const headTimeoutMs = 30_000;
/** Who was answered before the end goes on sending for a moment, and would not read the answer of a closed connection. */
const lingerMs = 30_000;

/**
 * Bounds how long a body may take. Node's own bound is one for all requests, and cannot tell files from the rest: files are
 * watched by who receives them, and by Node as the last resort.
 * @param uploadMaxMs how long the slowest upload takes that its receiver bears.
 */
export function boundSlowBodies(app: NestFastifyApplication, uploadMaxMs: number): void {
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

  // Before Fastify and socket.io alike.
  server.prependListener('request', (request: IncomingMessage) => {
    if (hasBody(request)) bound(request, bodyTimeoutMs);
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', async ({ raw, routeOptions }: FastifyRequest) => {
    if (routeOptions.config.upload?.streamed) release(raw);
  });
  fastify.addHook('onResponse', async ({ raw }: FastifyRequest) => {
    if (raw.complete || !hasBody(raw)) return;
    raw.resume();
    bound(raw, lingerMs);
  });
}

export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
