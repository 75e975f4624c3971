import { type ErrorCode, limits, problemDetails, routes } from '@parlour/contracts';
import { connect } from 'node:net';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('an HTTP request', () => {
  let app: TestApp;
  let anna: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ publicOrigins: ['https://rooms.example.org'] });
    anna = await app.signUp();
  });
  afterAll(() => app.close());

  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(app.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as string,
    });

  const expectProblem = async (response: Response, status: number, code: ErrorCode) => {
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = problemDetails.strict().parse(await response.json());
    expect(problem).toMatchObject({ type: 'about:blank', status, code });
    expect(problem.requestId).toBe(response.headers.get('x-request-id') ?? undefined);
    return problem;
  };

  it.each([
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/nothing'],
    ['GET', '/api/rooms/a/b/c'],
    ['GET', '/api/auth/log-in'],
    ['POST', '/nothing'],
    ['DELETE', '/api/rooms'],
    ['GET', `/api/rooms/${'x'.repeat(3_000)}`],
  ])('%s %s, which is nothing, is a problem', async (method, path) => {
    await expectProblem(await fetch(app.url + path, { method }), 404, 'not_found');
  });

  it('to an address that cannot be read is a problem', async () => {
    const response = await fetch(`${app.url}/api/rooms/%E0%A4%A`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['malformed JSON', '{"login":', 'invalid_input'],
    ['a prototype', '{"__proto__":{"login":"anna"}}', 'invalid_input'],
    ['a constructor', '{"constructor":{"prototype":{}}}', 'invalid_input'],
    ['10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000), 'invalid_input'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 'text_malformed'],
    ['nothing', '', 'invalid_input'],
  ] as const)('with a body of %s is refused', async (_, body, code) => {
    await expectProblem(await post(routes.logIn.path, body), 400, code);
  });

  it('with a body of one byte over the limit is refused, and of the limit is read', async () => {
    const sized = (bytes: number) => `{"login":"${'x'.repeat(bytes - 12)}"}`;
    const allowed = await post(routes.logIn.path, sized(limits.httpBodyMaxBytes));
    await expectProblem(allowed, 400, 'invalid_input');
    const over = await post(routes.logIn.path, sized(limits.httpBodyMaxBytes + 1));
    await expectProblem(over, 413, 'payload_too_large');
  });

  it('that says nothing of its length is cut off at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    };
    const status = await fetch(app.url + routes.logIn.path, init as RequestInit).then(
      (response) => response.status,
      () => 'closed',
    );
    expect([413, 'closed']).toContain(status);
    expect(sent).toBeLessThan(20_000_000);
    expect((await app.http(routes.live)).status).toBe(200);
  });

  it('with a body that grows when unpacked is refused unread', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const response = await post(routes.logIn.path, bomb, { 'content-encoding': 'gzip' });
    await expectProblem(response, 415, 'unsupported_media_type');
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('with a body of %s, which a foreign page could send, is refused', async (type) => {
    const response = await post(routes.logIn.path, 'login=anna&password=x', { 'content-type': type });
    await expectProblem(response, 415, 'unsupported_media_type');
  });

  it('labelled as JSON without a body is one without a body', async () => {
    const response = await post(routes.logOut.path, '');
    expect(response.status).toBe(204);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1',
    'https://rooms.example.org.evil.example',
    'nonsense',
  ])('that changes something, from the foreign origin %s, is refused', async (origin) => {
    const credentials = { token: anna.token, cookie: anna.cookie, headers: { origin } };
    for (const route of [routes.refresh, routes.logOut, routes.logOutEverywhere]) {
      const answer = await app.http(route, undefined, credentials);
      expect([answer.status, answer.problem.code]).toEqual([403, 'origin_refused']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const body = { login: anna.user.username, password: anna.password };
    expect((await app.http(routes.logIn, { body }, credentials)).problem.code).toBe('origin_refused');
    expect((await app.http(routes.me, undefined, { token: anna.token })).status).toBe(200);
  });

  it('from its own origin, from a configured one, and from no page at all is answered', async () => {
    const body = { login: anna.user.username, password: anna.password };
    for (const headers of [{ origin: app.url }, { origin: 'https://rooms.example.org' }, undefined]) {
      const answer = await app.http(routes.logIn, { body }, headers ? { headers } : {});
      expect(answer.status).toBe(200);
    }
  });

  it('is never answered with leave for foreign pages to read (CORS)', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(app.url + routes.me.path, {
        method,
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('keeps an id that a proxy gave it, unless it could forge a line of the log', async () => {
    const idFor = async (given: string) =>
      (await app.http(routes.live, undefined, { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      );
    expect(await idFor('trace-0123456789')).toBe('trace-0123456789');
    for (const given of ['short', 'a b c d e f g h', '{"level":60}', 'x'.repeat(65)]) {
      expect(await idFor(given)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('that is no HTTP is answered and closed, and the server lives', async () => {
    const { port } = new URL(app.url);
    for (const garbage of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /api HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(garbage));
        socket.on('error', () => undefined).on('close', () => resolve());
        socket.resume();
      });
    }
    expect((await app.http(routes.live)).body).toEqual({ status: 'ok' });
  });

  it('for something long is answered compressed, for those who can read it', async () => {
    const { hostname, port } = new URL(app.url);
    const raw = await new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET /api/openapi.json HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n'),
      );
      socket.on('data', (chunk) => chunks.push(chunk)).on('close', () => resolve(Buffer.concat(chunks)));
    });
    const end = raw.indexOf('\r\n\r\n');
    expect(raw.subarray(0, end).toString()).toMatch(/content-encoding: br/i);
    expect(JSON.parse(brotliDecompressSync(raw.subarray(end + 4)).toString())).toHaveProperty('openapi');
  });
});
