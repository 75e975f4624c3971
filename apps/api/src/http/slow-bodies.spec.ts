import { routeUrl, routes } from '@parlour/contracts';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a body that does not end', () => {
  let app: TestApp;
  let anna: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ bodyTimeoutMs: 400, bodyLingerMs: 400 });
    anna = await app.signUp();
  });
  afterAll(() => app.close());

  /** What has come back is in `text()`. */
  const open = (head: string, headers: Record<string, string>) => {
    const { port, host } = new URL(app.url);
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined);
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${head} HTTP/1.1\r\n${lines.join('')}\r\n`);
    return { socket, text: () => text };
  };
  const closed = (socket: Socket) => once(socket, 'close', { signal: AbortSignal.timeout(10_000) });
  const json = { 'content-type': 'application/json' };

  it.each([
    ['of a request', `POST ${routes.logIn.path}`],
    ['of a socket that polls', 'POST /socket.io/?EIO=4&transport=polling'],
  ])('%s is cut after a while', async (_, head) => {
    const { socket } = open(head, { ...json, 'content-length': '50000' });
    socket.write('{"login":');
    await closed(socket);
  });

  it('is cut too when it drips', async () => {
    const { socket } = open(`POST ${routes.logIn.path}`, { ...json, 'transfer-encoding': 'chunked' });
    const drip = setInterval(() => socket.write('1\r\n \r\n'), 20);
    await closed(socket);
    clearInterval(drip);
  });

  it('and was answered is listened to for a moment, so that the answer is read, and then cut', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const path = routeUrl(routes.uploadAttachment, { chatId }, { name: 'a.bin' });
    const { socket, text } = open(`POST ${path}`, {
      authorization: `Bearer ${anna.token}`,
      'content-type': 'application/octet-stream',
      'content-length': '99999999',
    });
    const more = setInterval(() => socket.write('x'.repeat(1_000)), 20);
    await once(socket, 'data');
    const answeredAt = performance.now();
    await closed(socket);
    clearInterval(more);
    expect(text()).toMatch(/^HTTP\/1.1 413 /);
    expect(performance.now() - answeredAt).toBeGreaterThan(300);
  });

  it('leaves alone who sent all of theirs on a connection that stays', async () => {
    const body = JSON.stringify({ login: 'nobody_here', password: 'x' });
    const { socket, text } = open(`POST ${routes.logIn.path}`, {
      ...json,
      'content-length': `${body.length}`,
    });
    socket.write(body);
    await once(socket, 'data');
    const cut = once(socket, 'close', { signal: AbortSignal.timeout(1_200) });
    await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
    socket.write('GET /api/health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    await closed(socket);
    expect(text()).toContain('HTTP/1.1 401 ');
    expect(text()).toContain('HTTP/1.1 200 ');
  });
});
