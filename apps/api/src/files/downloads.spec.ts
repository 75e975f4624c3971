import type { Attachment } from '@parlour/contracts';
import { fileOf, filesClient, latin1, recordings } from '../../test/files.js';
import { bytesOf, noise } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a file that is opened by its address', () => {
  let app: TestApp;
  let anna: TestUser;
  let film: Attachment;
  let picture: Attachment;
  let page: Attachment;
  const content = Buffer.concat([
    recordings.mp4,
    Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251)),
  ]);

  beforeAll(async () => {
    app = await startTestApp();
    anna = await app.signUp();
    const { chatId } = await roomOf(app, [anna]);
    film = await fileOf(app, anna, chatId, 'film.mp4', new Uint8Array(content));
    picture = await fileOf(app, anna, chatId, 'cat.png', await bytesOf(noise().png()));
    page = await fileOf(app, anna, chatId, 'page.html', latin1('<script>alert(1)</script>'.repeat(100)));
  });
  afterAll(() => app.close());

  const get = (id: string, headers: Record<string, string> = {}) => filesClient(app).get(anna, id, headers);

  it('can run, load and embed nothing, and is not guessed at', async () => {
    for (const { id } of [film, picture, page]) {
      const { headers } = await get(id);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, max-age=31536000, immutable',
      });
    }
    const { headers } = await filesClient(app).preview(anna, picture.id);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is saved, unless it is a picture, a video or a recording', async () => {
    const told = async (id: string) => {
      const { headers } = await get(id);
      return [headers.get('content-type'), headers.get('content-disposition')];
    };
    expect(await told(film.id)).toEqual(['video/mp4', 'inline; filename=film.mp4']);
    expect(await told(picture.id)).toEqual(['image/png', 'inline; filename=cat.png']);
    expect(await told(page.id)).toEqual(['application/octet-stream', 'attachment; filename=page.html']);
  });

  it('leaves as it is, also for who would take it compressed', async () => {
    const { headers, bytes } = await get(page.id, { 'accept-encoding': 'br, gzip' });
    expect(headers.get('content-encoding')).toBeNull();
    expect(headers.get('content-length')).toBe(String(bytes.length));
    expect(headers.get('accept-ranges')).toBe('bytes');
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=5000-', 5_000, content.length - 1],
    ['bytes=-7', content.length - 7, content.length - 1],
  ])('is given in part: %s', async (range, first, last) => {
    const { status, headers, bytes } = await get(film.id, { range, 'accept-encoding': 'br' });
    expect([status, headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${content.length}`]);
    expect(headers.get('content-length')).toBe(String(last - first + 1));
    expect(bytes.equals(content.subarray(first, last + 1))).toBe(true);
  });

  it('has no part behind its end', async () => {
    const { status, headers } = await get(film.id, { range: `bytes=${content.length}-` });
    expect([status, headers.get('content-range')]).toEqual([416, `bytes */${content.length}`]);
  });

  it('is given whole where parts of another one are asked for, or several', async () => {
    const etag = (await get(film.id)).headers.get('etag') ?? '';
    const statuses = async (headers: Record<string, string>) => (await get(film.id, headers)).status;
    expect(await statuses({ range: 'bytes=0-9', 'if-range': etag })).toBe(206);
    expect(await statuses({ range: 'bytes=0-9', 'if-range': '"another"' })).toBe(200);
    expect(await statuses({ range: 'bytes=0-9,20-29' })).toBe(200);
  });

  it('is not sent again to who has it', async () => {
    const etag = (await get(film.id)).headers.get('etag') ?? '';
    const again = await get(film.id, { 'if-none-match': `"x", ${etag}` });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('is told of by HEAD, without its bytes', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/attachments/${film.id}`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${anna.token}`, ...headers },
      });
    const whole = await ask({});
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(content.length)]);
    const part = await ask({ range: 'bytes=0-9' });
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
    expect((await fetch(`${app.url}/api/attachments/${film.id}`, { method: 'HEAD' })).status).toBe(401);
  });

  it('has no preview where it is no picture', async () => {
    const answer = await filesClient(app).preview(anna, film.id);
    expect([answer.status, answer.problem.code]).toEqual([404, 'attachment_not_found']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['no-id', '..%2f..%2fsecrets.json', '019a6f3e-0000-4000-8000-0000000000c1'])(
    'is not there under %s',
    async (id) => {
      const response = await fetch(`${app.url}/api/attachments/${id}`, {
        headers: { authorization: `Bearer ${anna.token}` },
      });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'attachment_not_found' });
    },
  );

  it('goes on for who began to read it when its message is deleted', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const large = await fileOf(app, anna, chatId, 'large.bin', new Uint8Array(8 * 1024 * 1024).fill(7));
    const response = await fetch(`${app.url}/api/attachments/${large.id}`, {
      headers: { authorization: `Bearer ${anna.token}` },
    });
    await app.database.query('delete from attachments where id = $1', [large.id]);
    expect((await response.arrayBuffer()).byteLength).toBe(large.sizeBytes);
    expect((await get(large.id)).status).toBe(404);
  });
});
