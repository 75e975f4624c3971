import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const nonces = new WeakMap<ServerResponse, string>();

/** The nonce of the style elements of one answer (CSP Level 3 section 7.2). */
export function styleNonceOf(response: ServerResponse): string {
  const nonce = nonces.get(response) ?? randomBytes(16).toString('base64');
  nonces.set(response, nonce);
  return nonce;
}

const styleNonce = (_: IncomingMessage, response: ServerResponse) => `'nonce-${styleNonceOf(response)}'`;

/** Older Safari does not count the socket of the same host as 'self' (webkit.org/b/201591). */
function ownSockets({ headers: { host } }: IncomingMessage): string {
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

const directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  // Angular and Material add style elements, which bear the nonce, and set single properties.
  styleSrc: ["'self'", styleNonce],
  styleSrcAttr: ["'unsafe-inline'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:', 'data:'],
  mediaSrc: ["'self'", 'blob:', 'data:', 'mediastream:'],
  connectSrc: ["'self'", ownSockets],
  workerSrc: ["'self'", 'blob:'],
  frameSrc: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
} satisfies Record<string, (string | typeof styleNonce)[]>;

const permissions = [
  ...['camera', 'microphone', 'display-capture', 'fullscreen', 'speaker-selection', 'autoplay'].map(
    (feature) => `${feature}=(self)`,
  ),
  ...['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'browsing-topics'].map(
    (feature) => `${feature}=()`,
  ),
].join(', ');

/** Headers that bind the browser: the content-security policy, no sniffing, no framing, camera and microphone for us. */
export async function setSecurityHeaders(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    // Pages of ours must keep their Origin when they post to us; with no-referrer some requests would say null.
    referrerPolicy: { policy: 'same-origin' },
    // What else runs on subdomains of the operator is not ours to decide.
    strictTransportSecurity: { maxAge: 180 * 24 * 3_600, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  fastify.addHook('onRequest', (_, reply, done) => {
    void reply.header('permissions-policy', permissions);
    done();
  });
}
