import serveFiles from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { styleNonceOf } from './security-headers.js';

/** The build puts a hash of the content into these names, so that a file never changes: `main-IHYJ6AMK.js`. */
const hashedName = /^((main|chunk|styles)-[\w-]{8}\.(js|css)|media\/.+-[\w-]{8}\.\w+)$/;
const oneYearMs = 365 * 24 * 3_600_000;

/** What is not the web app's to answer. */
const foreignPath = /^\/(api|socket\.io)(\/|$)/;

/**
 * Serves the built single-page app: its files, and `index.html` at every other path, so that a link into the app works.
 * Paths are looked up among the files that were there at the start, so that none leads elsewhere.
 */
export async function serveWebApp(fastify: FastifyInstance, folder: string): Promise<void> {
  const files = await filesIn(folder);
  if (!files.has('index.html')) {
    new Logger('WebApp').warn(`There is no built web app in ${folder}: only the API is served.`);
    return;
  }
  const page = pageOf(await readFile(join(folder, 'index.html'), 'utf8'));
  await fastify.register(serveFiles, { root: folder, serve: false, cacheControl: false });
  fastify.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const path = request.params['*'];
    if (foreignPath.test(`/${path}`)) return reply.callNotFound();
    if (path !== 'index.html' && files.has(path)) return sendFile(reply, path);
    if (/\.[^/]*$/.test(path) && path !== 'index.html') return reply.callNotFound();
    return sendPage(reply, page);
  });
}

async function filesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join('/')),
  );
}

function sendFile(reply: FastifyReply, path: string): FastifyReply {
  if (!hashedName.test(path)) return reply.header('cache-control', 'no-cache').sendFile(path);
  return reply.sendFile(path, { cacheControl: true, maxAge: oneYearMs, immutable: true });
}

function sendPage(reply: FastifyReply, page: (nonce: string) => string): FastifyReply {
  return reply
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page(styleNonceOf(reply.raw)));
}

/** The page with a fresh nonce, which Angular puts on the style elements that it makes (`ngCspNonce`). */
function pageOf(html: string): (nonce: string) => string {
  const marked = html
    .replace(/ ngCspNonce="[^"]*"/i, '')
    .replace(/<parlour-root(?=[\s>])/, '<parlour-root ngCspNonce="{nonce}"');
  return (nonce) => marked.replaceAll('{nonce}', nonce);
}
