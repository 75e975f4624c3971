import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../../test/test-app.js';

const index = '<!doctype html><html><body><parlour-root><i>…</i></parlour-root></body></html>';

describe('the web app', () => {
  let app: TestApp;
  let parent: string;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'parlour-web-'));
    const webFolder = join(parent, 'browser');
    await mkdir(join(webFolder, 'media'), { recursive: true });
    await writeFile(join(parent, 'secret.txt'), 'secret');
    await writeFile(join(webFolder, 'index.html'), index);
    await writeFile(join(webFolder, 'main-IHYJ6AMK.js'), `console.log("${'x'.repeat(3_000)}")`);
    await writeFile(join(webFolder, 'chunk-5e_eC34m.js'), '');
    await writeFile(join(webFolder, 'media/inter-latin-wght-normal-NRMW37G5.woff2'), 'font');
    await writeFile(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(webFolder, '.hidden'), 'hidden');
    app = await startTestApp({ webFolder });
  });
  afterAll(async () => {
    await app.close();
    await rm(parent, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

  /** Without what fetch adds or forbids. */
  const plainGet = (path: string, headers: OutgoingHttpHeaders) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(app.url + path, { headers }, (response) => resolve(response.resume()));
      sent.on('error', reject).end();
    });

  it.each(['/', '/index.html', '/sign-in', '/rooms/sunday-lunch', '/rooms/sunday-lunch/call?x=1', '/apis'])(
    'is at %s, never from a cache',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<i>…</i>');
    },
  );

  it('bears a nonce for its styles, new each time, that its policy names', async () => {
    const [first, second] = await Promise.all(
      [await get('/'), await get('/')].map(async (response) => ({
        nonce: /<parlour-root ngCspNonce="([^"]+)">/.exec(await response.text())?.[1],
        policy: response.headers.get('content-security-policy'),
      })),
    );
    expect(first?.policy).toContain(`style-src 'self' 'nonce-${first?.nonce}'`);
    expect(second?.policy).toContain(`style-src 'self' 'nonce-${second?.nonce}'`);
    expect(first?.nonce).not.toBe(second?.nonce);
  });

  it('is bound by a policy: scripts of ours only, its own sockets, no frames', async () => {
    const { headers } = await get('/');
    const { host } = new URL(app.url);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'script-src-attr': ["'none'"],
      'connect-src': ["'self'", `ws://${host}`, `wss://${host}`],
      'img-src': ["'self'", 'blob:', 'data:'],
      'media-src': ["'self'", 'blob:', 'data:', 'mediastream:'],
      'object-src': ["'none'"],
      'base-uri': ["'self'"],
      'frame-ancestors': ["'none'"],
    });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toMatch(/camera=\(self\), microphone=\(self\)/);
  });

  it('does not let a forged Host write into the policy', async () => {
    const { headers } = await plainGet('/', { host: 'x; script-src *' });
    const policy = headers['content-security-policy'];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('script-src *');
  });

  it.each(['/main-IHYJ6AMK.js', '/chunk-5e_eC34m.js', '/media/inter-latin-wght-normal-NRMW37G5.woff2'])(
    'has %s, which bears its hash, cached for ever',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    },
  );

  it('has other files checked each time, and unchanged ones not sent again', async () => {
    const first = await get('/favicon.svg');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const second = await plainGet('/favicon.svg', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(second.statusCode).toBe(304);
  });

  it('sends its scripts compressed', async () => {
    const response = await get('/main-IHYJ6AMK.js', { 'accept-encoding': 'br' });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(await response.text()).toContain('console.log');
  });

  it.each([
    '/main-OLDHASH1.js',
    '/missing.png',
    '/media/',
    '/media/..%2f..%2fsecret.txt',
    '/..%2fsecret.txt',
  ])('does not pretend that %s is there', async (path) => {
    const response = await get(path);
    const text = await response.text();
    expect(text).not.toContain('secret.txt');
    expect(text).not.toBe('secret');
    if (/\.\w+$/.test(path)) expect(response.status).toBe(404);
  });

  it('answers HEAD as GET, without the page', async () => {
    const response = await fetch(`${app.url}/rooms/x`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('without a built web app', () => {
  it('the API is served all the same', async () => {
    const app = await startTestApp();
    expect((await fetch(app.url)).status).toBe(404);
    expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200);
    await app.close();
  });
});
