import { limits, routes } from '@parlour/contracts';
import sharp from 'sharp';
import { fileOf, filesClient, filesOnDisk, latin1, recordings } from '../../test/files.js';
import { animation, bytesOf, noise, pixelAt, plain, twoHalves } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a file for a message', () => {
  let app: TestApp;
  let anna: TestUser;
  let chatId: string;

  beforeAll(async () => {
    app = await startTestApp();
    anna = await app.signUp();
    ({ chatId } = await roomOf(app, [anna]));
  });
  afterAll(() => app.close());

  const send = async (name: string, bytes: Uint8Array<ArrayBuffer>) => fileOf(app, anna, chatId, name, bytes);
  const previewOf = async (id: string) => (await filesClient(app).preview(anna, id)).bytes;

  it('is kept as it came, byte by byte, under an id drawn by lot', async () => {
    const bytes = await bytesOf(noise().jpeg());
    const file = await send('holiday.jpg', bytes);
    const answer = await filesClient(app).get(anna, file.id);
    expect(Buffer.compare(answer.bytes, bytes)).toBe(0);
    expect(file).toMatchObject({
      name: 'holiday.jpg',
      kind: 'image',
      mediaType: 'image/jpeg',
      sizeBytes: bytes.length,
    });
    expect(file.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });

  it.each([
    ['mp4', 'video', 'video/mp4'],
    ['mov', 'video', 'video/quicktime'],
    ['webm', 'video', 'video/webm'],
    ['m4a', 'audio', 'audio/mp4'],
    ['mp3', 'audio', 'audio/mpeg'],
    ['wav', 'audio', 'audio/wav'],
    ['flac', 'audio', 'audio/flac'],
    ['ogg', 'audio', 'audio/ogg'],
    ['opus', 'audio', 'audio/ogg'],
  ] as const)('called .%s is %s by what is in it', async (extension, kind, mediaType) => {
    const file = await send(`take.${extension}`, recordings[extension]);
    expect(file).toMatchObject({ kind, mediaType, preview: null });
  });

  it.each([
    ['notes.txt', latin1('Bring bread.'), 'application/octet-stream'],
    ['page.html', latin1('<!doctype html><script>alert(1)</script>'), 'application/octet-stream'],
    [
      'drawing.svg',
      latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'application/octet-stream',
    ],
    ['feed', latin1('<?xml version="1.0"?><a/>'), 'application/xml'],
    ['paper.pdf', latin1('%PDF-1.7\n%%EOF'), 'application/pdf'],
    ['code.ts', latin1('export const bread = 1;'), 'application/octet-stream'],
  ])('%s is a file to save, and never to show', async (name, bytes, mediaType) => {
    const file = await send(name, bytes);
    expect(file).toMatchObject({ kind: 'file', mediaType, preview: null });
    const { headers } = await filesClient(app).get(anna, file.id);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    'that is a %s has a preview, no larger than it is',
    async (format) => {
      const small = await send(`small.${format}`, await bytesOf(plain(30, 20).toFormat(format)));
      expect(small).toMatchObject({
        kind: 'image',
        mediaType: `image/${format}`,
        preview: { width: 30, height: 20 },
      });
      const large = await send(`large.${format}`, await bytesOf(plain(1_920, 1_000).toFormat(format)));
      expect(large.preview).toEqual({ width: limits.previewMaxPx, height: 500 });
      const preview = await filesClient(app).preview(anna, large.id);
      expect(preview.headers.get('content-type')).toBe('image/webp');
      expect(await sharp(preview.bytes).metadata()).toMatchObject({ format: 'webp', ...large.preview });
    },
  );

  it('that is a picture without a name of one is a picture all the same', async () => {
    expect(await send('IMG_2041', await bytesOf(plain(9, 9).png()))).toMatchObject({ kind: 'image' });
    expect(await send('setup.exe', await bytesOf(plain(9, 9).png()))).toMatchObject({ kind: 'image' });
    expect(await send('wrong.jpg', await bytesOf(plain(9, 9).png()))).toMatchObject({
      mediaType: 'image/png',
    });
  });

  it('that is a very long picture has a preview of one pixel', async () => {
    expect((await send('line.png', await bytesOf(plain(20_000, 1).png()))).preview).toEqual({
      width: 960,
      height: 1,
    });
  });

  it.each([
    ['a GIF', 'gif', () => animation().gif()],
    ['a WebP', 'webp', () => animation().webp()],
  ])('that is %s with several pictures shows its first', async (_, extension, make) => {
    const file = await send(`moving.${extension}`, await bytesOf(make()));
    expect(file.preview).toEqual({ width: 16, height: 16 });
    const { pages, width, height } = await sharp(await previewOf(file.id)).metadata();
    expect({ pages: pages ?? 1, width, height }).toEqual({ pages: 1, width: 16, height: 16 });
  });

  it('that the camera held aside stands upright in its preview, and its sides are told so', async () => {
    const turned = twoHalves(200, 100).jpeg().withMetadata({ orientation: 6 });
    const file = await send('aside.jpg', await bytesOf(turned));
    expect(file.preview).toEqual({ width: 100, height: 200 });
    const [, , topBlue = 0] = await pixelAt(await previewOf(file.id), 50, 20);
    const [, , bottomBlue = 255] = await pixelAt(await previewOf(file.id), 50, 180);
    expect([topBlue > 200, bottomBlue < 50]).toEqual([true, true]);
  });

  it('tells in its preview nothing of place, camera or profile', async () => {
    const exif = {
      IFD0: { Artist: 'Anna Secret' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 15/1' },
    };
    const bytes = await bytesOf(plain(80, 80).jpeg().withExif(exif).withIccProfile('p3'));
    expect((await sharp(bytes).metadata()).exif?.includes('Anna Secret')).toBe(true);
    const preview = await previewOf((await send('here.jpg', bytes)).id);
    const { exif: kept, icc, xmp, iptc, orientation } = await sharp(preview).metadata();
    expect({ kept, icc, xmp, iptc, orientation }).toEqual({});
    expect(preview.includes('Anna Secret')).toBe(false);
  });

  it.each([
    [
      'Grüße aus Köln – 「春」 🍞.txt',
      'attachment; filename="Gr??e aus K?ln ? ??? ??.txt"; filename*=UTF-8\'\'Gr%C3%BC%C3%9Fe%20aus%20K%C3%B6ln%20%E2%80%93%20%E3%80%8C%E6%98%A5%E3%80%8D%20%F0%9F%8D%9E.txt',
    ],
    ['say "hi"; filename=x.html', 'attachment; filename="say \\"hi\\"; filename=x.html"'],
    ["50%20'off'.txt", "attachment; filename=50%20'off'.txt; filename*=UTF-8''50%2520%27off%27.txt"],
  ])('called %s is saved under exactly that name', async (name, disposition) => {
    const file = await send(name, latin1('x'));
    expect(file.name).toBe(name);
    const { headers } = await filesClient(app).get(anna, file.id);
    expect(headers.get('content-disposition')).toBe(disposition);
  });

  it('whose name was sent as bytes that are no UTF-8 is called by what stands in the address', async () => {
    const response = await fetch(`${app.url}/api/chats/${chatId}/attachments?name=%ff%fe.txt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect(await response.json()).toMatchObject({ name: '%ff%fe.txt' });
  });

  it('leaves nothing where it came in', async () => {
    await send('a.png', await bytesOf(plain(9, 9).png()));
    expect((await filesOnDisk(app)).incoming).toEqual([]);
  });

  it('can be taken back by who sent it, until a message has it', async () => {
    const file = await send('oops.txt', latin1('oops'));
    expect((await filesClient(app).discard(anna, file.id)).status).toBe(204);
    expect((await filesClient(app).get(anna, file.id)).problem.code).toBe('attachment_not_found');
    expect((await filesClient(app).discard(anna, file.id)).problem.code).toBe('attachment_not_found');
  });

  it('sent ten times at once is ten files', async () => {
    const files = await Promise.all(Array.from({ length: 10 }, () => send('same.txt', latin1('same'))));
    expect(new Set(files.map(({ id }) => id)).size).toBe(10);
  });

  it('may be as large as the operator says, which everybody may know', async () => {
    const settings = await app.http(routes.serverSettings);
    expect(settings.body).toEqual({ attachmentMaxBytes: limits.attachmentMaxBytes });
    const generous = await startTestApp({ attachmentMaxBytes: 30 * 1024 * 1024 });
    const ben = await generous.signUp();
    const room = await roomOf(generous, [ben]);
    const bytes = new Uint8Array(30 * 1024 * 1024);
    expect((await fileOf(generous, ben, room.chatId, 'large.bin', bytes)).sizeBytes).toBe(bytes.length);
    expect((await generous.http(routes.serverSettings)).body.attachmentMaxBytes).toBe(bytes.length);
    await generous.close();
  });
});
