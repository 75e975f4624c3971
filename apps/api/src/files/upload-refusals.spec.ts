import { type ErrorCode, limits, routeUrl, routes } from '@parlour/contracts';
import { createConnection } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { fileCookieOf, filesClient, filesOnDisk, latin1, recordings } from '../../test/files.js';
import { befriend, peopleClient } from '../../test/people.js';
import { bytesOf, hugePng, noise, plain } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { until } from '../../test/server-process.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const maxBytes = 2 * 1024 * 1024;

interface Place {
  readonly app: TestApp;
  readonly person: TestUser;
  readonly chatId: string;
}

describe('a file for a message is refused', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    app = await startTestApp({
      attachmentMaxBytes: maxBytes,
      uploadPace: { minBytes: 1_000, windowMs: 300 },
      uploadRate: { perSecond: 1_000, burst: 1_000 },
    });
    [anna, ben] = [await app.signUp(), await app.signUp()];
    ({ chatId } = await roomOf(app, [anna]));
  });
  afterAll(() => app.close());

  /** Neither a row, nor a file, nor a part of one. */
  const isClean = async () => {
    const { kept, incoming } = await filesOnDisk(app);
    const rows = await app.database.query<unknown[]>('select id from attachments');
    return kept.length + incoming.length + rows.length === 0;
  };
  afterEach(async () => expect(await isClean()).toBe(true));

  const send = (name: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    filesClient(app).send(anna, chatId, name, bytes, headers);
  const expectRefusal = async (answer: ReturnType<typeof send>, code: ErrorCode, status = 400) => {
    const { problem, ...given } = await answer;
    expect([problem.code, given.status]).toEqual([code, status]);
  };

  it('where it is empty', () => expectRefusal(send('empty.txt', new Uint8Array()), 'file_empty'));

  const mismatches: [string, () => Promise<Uint8Array<ArrayBuffer>>][] = [
    ['virus.png', async () => latin1('MZ\x90\0\x03\0\0\0', '\0'.repeat(100))],
    ['page.jpg', async () => latin1('<!doctype html><script>alert(1)</script>')],
    ['drawing.png', async () => latin1('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['song.gif', async () => recordings.mp3],
    ['film.mp4', () => bytesOf(plain(9, 9).png())],
    ['song.mp3', async () => latin1('PK\x03\x04', '\0'.repeat(60))],
    ['header-only.png', async () => latin1('\x89PNG\r\n\x1a\n<html>')],
    ['half.jpg', async () => half(await bytesOf(noise().jpeg()))],
    ['half.PNG', async () => half(await bytesOf(noise().png()))],
  ];
  it.each(mismatches)('where %s is not what its name says', async (name, make) =>
    expectRefusal(send(name, await make()), 'file_mismatch'),
  );

  it.each([
    ['flood.png', () => bytesOf(plain(8_000, 8_000).png())],
    ['flood', () => bytesOf(plain(8_000, 8_000).jpeg())],
    ['says-so.png', async () => hugePng()],
  ])('where %s is a flood of pixels', async (name, make) =>
    expectRefusal(send(name, await make()), 'image_too_large'),
  );

  it.each([
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '/etc/passwd',
    '..',
    '.',
    '',
    '   ',
    '\u200b\u2060',
    'a\u0000.png',
    'line\nbreak.txt',
    'evil\u202egnp.exe',
    'a\u2066b.txt',
    'a\u2028b.txt',
    `${'x'.repeat(limits.fileNameMaxChars)}y`,
  ])('under the name %j', (name) => expectRefusal(send(name, latin1('x')), 'file_name_invalid'));

  it.each([
    ['no name', ''],
    ['two names', '?name=a.txt&name=b.txt'],
  ])('with %s in its address', async (_, query) => {
    const response = await fetch(`${app.url}/api/chats/${chatId}/attachments${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid_input' });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('where it grows when unpacked by %s', async (encoding, pack) => {
    const bomb = new Uint8Array(pack(Buffer.alloc(50_000_000)));
    await expectRefusal(send('a.bin', bomb, { 'content-encoding': encoding }), 'unsupported_media_type', 415);
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'image/png'])(
    'as %s',
    (type) =>
      expectRefusal(send('a.bin', latin1('x'), { 'content-type': type }), 'unsupported_media_type', 415),
  );

  it('of one byte more than the most, as its length says', () =>
    expectRefusal(send('a.bin', new Uint8Array(maxBytes + 1)), 'payload_too_large', 413));

  it('of one byte more than the most, as it turns out', async () => {
    const chunk = new Uint8Array(64 * 1024);
    let left = maxBytes + 1;
    const body = new ReadableStream({
      pull(controller) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        controller.enqueue(part);
        if (left === 0) controller.close();
      },
    });
    const response = await fetch(address('a.bin'), {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/octet-stream' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large' });
  });

  it.each([
    ['by its length', { 'content-length': '100000' }],
    ['without one', { 'transfer-encoding': 'chunked' }],
  ])('where it is cut in the middle, told %s', async (_, headers) => {
    const patient = await patientApp();
    const socket = await begin(headers, patient);
    await until(async () => (await filesOnDisk(patient.app)).incoming.length === 1);
    socket.destroy();
    await until(async () => (await filesOnDisk(patient.app)).incoming.length === 0);
    expect(await patient.app.database.query('select id from attachments')).toEqual([]);
    await patient.app.close();
  });

  it('where the server is stopped in the middle, which does not wait for it', async () => {
    const patient = await patientApp();
    const socket = await begin({ 'content-length': '100000' }, patient);
    await until(async () => (await filesOnDisk(patient.app)).incoming.length === 1);
    const begun = performance.now();
    await patient.app.app.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
    await until(async () => (await filesOnDisk(patient.app)).incoming.length === 0);
    socket.destroy();
    await patient.app.close();
  });

  it('where its sender stops sending', async () => {
    const socket = await begin({ 'content-length': '100000' });
    const [answer] = await allOf(socket);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"upload_incomplete"');
    socket.destroy();
  });

  it('where it drips', async () => {
    const socket = await begin({ 'content-length': '100000' });
    const drip = setInterval(() => socket.write('x'), 20);
    const [answer] = await allOf(socket);
    clearInterval(drip);
    expect(answer).toContain('"upload_incomplete"');
    socket.destroy();
  });

  it('from who is not signed in, or by the cookie for files', async () => {
    const cookies = await fileCookieOf(app, anna);
    for (const headers of [{}, { authorization: 'Bearer garbage' }, { cookie: cookies }]) {
      const response = await fetch(address('a.bin'), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: 'x',
      });
      expect(response.status).toBe(401);
    }
  });

  it('from a stranger, and into a chat that is none', async () => {
    const { send } = filesClient(app);
    await expectRefusal(send(ben, chatId, 'a.txt', latin1('x')), 'chat_not_found', 404);
    await expectRefusal(send(anna, ben.user.id, 'a.txt', latin1('x')), 'chat_not_found', 404);
    await expectRefusal(send(anna, 'no-id', 'a.txt', latin1('x')), 'chat_not_found', 404);
  });

  it('from a former member', async () => {
    const room = await roomOf(app, [anna, ben]);
    await app.http(routes.leaveRoom, { params: { slug: room.slug } }, ben);
    await expectRefusal(filesClient(app).send(ben, room.chatId, 'a.txt', latin1('x')), 'chat_not_found', 404);
  });

  it('into the direct chat of people who are friends no longer, or who are blocked', async () => {
    const directId = await befriend(app, anna, ben);
    const people = peopleClient(app);
    const { send } = filesClient(app);
    await people.remove(ben, anna);
    await expectRefusal(send(anna, directId, 'a.txt', latin1('x')), 'not_friends', 403);
    await people.block(anna, ben);
    await expectRefusal(send(anna, directId, 'a.txt', latin1('x')), 'person_blocked', 403);
    await expectRefusal(send(ben, directId, 'a.txt', latin1('x')), 'not_friends', 403);
  });

  it('from a page of another origin', () =>
    expectRefusal(send('a.txt', latin1('x'), { origin: 'https://evil.example.org' }), 'origin_refused', 403));

  it('from whoever sends one after the other', async () => {
    const strict = await startTestApp({ uploadRate: { perSecond: 0.01, burst: 2 } });
    const berta = await strict.signUp();
    const room = await roomOf(strict, [berta]);
    const { send } = filesClient(strict);
    const answers = [];
    for (let at = 0; at < 3; at++) answers.push(await send(berta, room.chatId, 'a.txt', latin1('x')));
    await strict.close();
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  const address = (name: string) => app.url + routeUrl(routes.uploadAttachment, { chatId }, { name });

  /** One that does not mind slow bodies, and somebody with a chat there. */
  async function patientApp(): Promise<Place> {
    const patient = await startTestApp();
    const person = await patient.signUp();
    const room = await roomOf(patient, [person]);
    return { app: patient, person, chatId: room.chatId };
  }

  /** A request whose body has begun, and goes on as the test likes. */
  async function begin(headers: Record<string, string>, place: Place = { app, person: anna, chatId }) {
    const path = routeUrl(routes.uploadAttachment, { chatId: place.chatId }, { name: 'a.bin' });
    const { host, hostname, port, pathname, search } = new URL(place.app.url + path);
    const socket = createConnection(Number(port), hostname);
    const head = {
      host,
      authorization: `Bearer ${place.person.token}`,
      'content-type': 'application/octet-stream',
      ...headers,
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    const start = 'transfer-encoding' in headers ? '5\r\nhello\r\n' : 'hello';
    socket.on('error', () => undefined);
    socket.write(`POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n${start}`);
    return socket;
  }
});

/** The first answer on a connection, as text. */
async function allOf(socket: ReturnType<typeof createConnection>): Promise<[string]> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\r\n\r\n{') && text.endsWith('}')) break;
  }
  return [text];
}

const half = (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length / 2);
