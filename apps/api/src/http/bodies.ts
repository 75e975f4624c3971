import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Route, routes } from '@parlour/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { hasBody } from './slow-bodies.js';

/**
 * Bodies are JSON as it is, or the bytes of a file where the contract says so: nothing that a form of a foreign page could
 * send, nothing that grows when unpacked. All else is refused before it is read.
 * @param identify rejects for an access token that is none.
 */
export function acceptBodies(
  app: NestFastifyApplication,
  identify: (accessToken: string) => Promise<unknown>,
): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', async (request) => refuseForeignBody(request));
  acceptJson(app);
  acceptUploads(fastify, identify);
}

function refuseForeignBody({ method, headers, routeOptions, raw }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD' || !hasBody(raw)) return;
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const expected = routeOptions.config.upload?.types ?? ['application/json'];
  if (!expected.includes(mediaType) || headers['content-encoding'] !== undefined) {
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

/**
 * Who is not signed in is refused before the server keeps megabytes for them. A streamed body is left where it is: its
 * handler, behind the guard, is the first to read it.
 */
function acceptUploads(fastify: FastifyInstance, identify: (accessToken: string) => Promise<unknown>): void {
  const uploads = Object.values<Route>(routes).flatMap(({ upload }) => upload ?? []);
  const types = (streamed: boolean) => [
    ...new Set(uploads.flatMap((upload) => (Boolean(upload.streamed) === streamed ? upload.types : []))),
  ];
  fastify.addContentTypeParser(types(false), { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  fastify.addContentTypeParser(types(true), (_, body, done) => done(null, body));
  fastify.addHook('onRoute', (route) => {
    const upload = route.config?.upload;
    if (upload === undefined || upload.streamed) return;
    route.bodyLimit = upload.maxBytes;
    route.onRequest = async ({ headers }: FastifyRequest) => {
      await identify(/^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '');
    };
  });
}
