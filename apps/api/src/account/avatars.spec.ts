import { avatarSizes, type ErrorCode, limits, routes } from '@parlour/contracts';
import sharp from 'sharp';
import { deflateSync, gzipSync } from 'node:zlib';
import {
  animatedPng,
  animation,
  bytesOf,
  hugePng,
  noise,
  pixelAt,
  plain,
  twoHalves,
} from '../../test/pictures.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import type { ApiError } from '../http/api-error.js';
import { AvatarMaker } from './avatar-maker.js';

const [blue, yellow] = [
  [0, 0, 255],
  [255, 255, 0],
];

describe('the picture of a person', () => {
  let app: TestApp;
  let anna: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ avatarRate: { perSecond: 1_000, burst: 1_000 } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    anna = await app.signUp();
  });

  const send = (upload: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    app.http(routes.setAvatar, { upload }, { ...anna, headers });
  const get = (avatarId: string | null, size: (typeof avatarSizes)[number]) =>
    app.http(routes.avatar, {
      params: { avatarId: avatarId ?? '', size: `${size}` as '64' | '256' | '512' },
    });

  const near = (pixel: number[], expected: number[] | undefined) =>
    pixel.every((value, at) => Math.abs(value - (expected?.[at] ?? NaN)) < 24);

  it.each(['png', 'jpeg', 'webp'] as const)('a %s becomes three squares of WebP', async (format) => {
    const answer = await send(await bytesOf(plain(300, 200).toFormat(format)));
    expect(answer.status).toBe(200);
    for (const size of avatarSizes) {
      const image = await get(answer.body.avatar, size);
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect(await sharp(image.bytes).metadata()).toMatchObject({
        format: 'webp',
        width: size,
        height: size,
      });
    }
  });

  it('is shown to anybody under an address that may be kept for ever, and as nothing but a picture', async () => {
    const { body } = await send(await bytesOf(plain(30, 30).png()));
    const { headers } = await get(body.avatar, 64);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(body.avatar).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/); // drawn by lot, not counted
  });

  it('is cropped from the middle', async () => {
    const { body } = await send(await bytesOf(twoHalves(400, 100).png()));
    const { bytes } = await get(body.avatar, 256);
    expect(near(await pixelAt(bytes, 20, 128), blue)).toBe(true);
    expect(near(await pixelAt(bytes, 236, 128), yellow)).toBe(true);
  });

  it('stands upright, as the camera held it', async () => {
    const turned = twoHalves(200, 200).jpeg().withMetadata({ orientation: 6 }); // a quarter turn to the right
    const { body } = await send(await bytesOf(turned));
    const { bytes } = await get(body.avatar, 256);
    expect(near(await pixelAt(bytes, 128, 20), blue)).toBe(true);
    expect(near(await pixelAt(bytes, 128, 236), yellow)).toBe(true);
  });

  it('keeps nothing of what else was in the file: no place, no camera, no profile', async () => {
    const exif = {
      IFD0: { Artist: 'Anna Secret' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 15/1' },
    };
    const upload = await bytesOf(plain(80, 80).jpeg().withExif(exif).withIccProfile('p3'));
    const before = await sharp(upload).metadata();
    expect(before.exif?.includes('Anna Secret')).toBe(true);
    expect(before.icc).toBeDefined();

    const { body } = await send(upload);
    for (const size of avatarSizes) {
      const { bytes } = await get(body.avatar, size);
      expect(bytes.includes('Anna Secret')).toBe(false);
      const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
      expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
    }
  });

  it('goes by its content, whatever it is called', async () => {
    const png = await bytesOf(plain(20, 20).png());
    expect((await send(png, { 'content-type': 'image/jpeg' })).status).toBe(200);
  });

  it('of one pixel, and of a very long shape, is a picture too', async () => {
    for (const image of [plain(1, 1), plain(20_000, 1), plain(1, 5_000)]) {
      expect((await send(await bytesOf(image.png()))).status).toBe(200);
    }
  });

  it('is replaced by a new one under a new address, and the old address ends', async () => {
    const first = await send(await bytesOf(plain(20, 20).png()));
    const second = await send(await bytesOf(plain(20, 20, '#00ff00').png()));
    expect(second.body.avatar).not.toBe(first.body.avatar);
    expect((await get(first.body.avatar, 64)).problem.code).toBe('not_found');
    expect((await get(second.body.avatar, 64)).status).toBe(200);
  });

  it('can be removed, and then there is none; removing none is no error', async () => {
    const { body } = await send(await bytesOf(plain(20, 20).png()));
    for (const removing of [
      app.http(routes.removeAvatar, {}, anna),
      app.http(routes.removeAvatar, {}, anna),
    ]) {
      const removed = await removing;
      expect([removed.status, removed.body.avatar]).toEqual([200, null]);
    }
    expect((await get(body.avatar, 64)).status).toBe(404);
  });

  it('changes on all devices of its owner, and for the people who see them', async () => {
    const ben = await app.signUp();
    const room = await app.http(routes.createRoom, { body: { title: 'Here', visibility: 'public' } }, anna);
    await app.http(routes.joinRoom, { params: { slug: room.body.slug } }, ben);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const { body } = await send(await bytesOf(plain(20, 20).png()));
    expect((await annas.next('account:updated')).user).toEqual(body);
    expect((await bens.next('user:updated')).user).toEqual({
      id: anna.user.id,
      username: anna.user.username,
      displayName: anna.user.displayName,
      avatar: body.avatar,
    });
  });

  it('sent ten times at once is one picture in the end', async () => {
    const png = await bytesOf(plain(20, 20).png());
    await Promise.all(Array.from({ length: 10 }, () => send(png)));
    const me = await app.http(routes.me, {}, anna);
    const stored = await app.database.query<{ id: string }[]>('select id from avatars where user_id = $1', [
      anna.user.id,
    ]);
    expect(stored).toEqual([{ id: me.body.avatar }]);
  });

  describe('is refused', () => {
    const refusals: [string, () => Promise<Uint8Array<ArrayBuffer>>, ErrorCode][] = [
      ['nothing at all', async () => new Uint8Array(), 'image_invalid'],
      ['text', async () => text('hello'), 'image_invalid'],
      [
        'an SVG',
        async () => text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        'image_invalid',
      ],
      ['a GIF', () => bytesOf(plain(20, 20).gif()), 'image_invalid'],
      ['a TIFF', () => bytesOf(plain(20, 20).tiff()), 'image_invalid'],
      ['an AVIF', () => bytesOf(plain(20, 20).avif()), 'image_invalid'],
      ['an animated WebP', () => bytesOf(animation().webp()), 'image_invalid'],
      ['an animated PNG', async () => animatedPng(await bytesOf(plain(20, 20).png())), 'image_invalid'],
      ['the first bytes of a PNG before HTML', async () => text('\x89PNG\r\n\x1a\n<html>'), 'image_invalid'],
      ['half a PNG', async () => half(await bytesOf(noise().png())), 'image_invalid'],
      ['half a JPEG', async () => half(await bytesOf(noise().jpeg())), 'image_invalid'],
      ['half a WebP', async () => half(await bytesOf(noise().webp())), 'image_invalid'],
      ['a PNG with a broken checksum', async () => damaged(await bytesOf(noise().png())), 'image_invalid'],
      ['a flood of pixels', () => bytesOf(plain(8_000, 8_000).png()), 'image_too_large'],
      ['a PNG that only says that it is huge', async () => hugePng(), 'image_too_large'],
      ['a ZIP', async () => text('PK\x03\x04 ../../etc/passwd'), 'image_invalid'],
    ];

    it.each(refusals)('where it is %s', async (_, make, code) => {
      const answer = await send(await make());
      expect([answer.problem.code, answer.status]).toEqual([code, 400]);
      expect((await app.http(routes.me, {}, anna)).body.avatar).toBeNull();
    });

    it('of one byte more than 5 MB, and of exactly that is looked at', async () => {
      const sized = (bytes: number) => new Uint8Array(bytes);
      expect((await send(sized(limits.avatarMaxBytes))).problem.code).toBe('image_invalid');
      const over = await send(sized(limits.avatarMaxBytes + 1));
      expect([over.status, over.problem.code]).toEqual([413, 'payload_too_large']);
    });

    it.each([
      'image/svg+xml',
      'image/gif',
      'application/json',
      'multipart/form-data; boundary=x',
      'text/plain',
    ])('as %s, before it is read', async (type) => {
      const answer = await send(await bytesOf(plain(20, 20).png()), { 'content-type': type });
      expect([answer.status, answer.problem.code]).toEqual([415, 'unsupported_media_type']);
    });

    it.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
    ])('where it grows when unpacked by %s, before it is read', async (encoding, pack) => {
      const bomb = new Uint8Array(pack(Buffer.alloc(50_000_000)));
      const answer = await send(bomb, { 'content-encoding': encoding });
      expect([answer.status, answer.problem.code]).toEqual([415, 'unsupported_media_type']);
    });

    it('from who is not signed in, before it is read', async () => {
      const tooMuch = new Uint8Array(limits.avatarMaxBytes + 1);
      for (const token of [undefined, 'garbage', `${anna.token}x`]) {
        const answer = await app.http(routes.setAvatar, { upload: tooMuch }, token ? { token } : {});
        expect([answer.status, answer.problem.code]).toEqual([401, 'unauthenticated']);
      }
    });

    it('as an upload to an address that takes none', async () => {
      const response = await fetch(app.url + routes.updateProfile.path, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'image/png' },
        body: await bytesOf(plain(20, 20).png()),
      });
      expect(response.status).toBe(415);
    });

    it('from whoever sends one after the other', async () => {
      const strict = await startTestApp({ avatarRate: { perSecond: 0.01, burst: 2 } });
      const berta = await strict.signUp();
      const png = await bytesOf(plain(20, 20).png());
      const codes = [];
      for (let at = 0; at < 3; at++) {
        codes.push((await strict.http(routes.setAvatar, { upload: png }, berta)).status);
      }
      await strict.close();
      expect(codes).toEqual([200, 200, 429]);
    });
  });

  it.each([
    ['another size', '/api/avatars/019a6f3e-0000-4000-8000-0000000000c1/128', 404],
    ['no id', '/api/avatars/anna/64', 404],
    ['a path', '/api/avatars/..%2f..%2fsecrets.json/64', 404],
    ['a picture that nobody has', '/api/avatars/019a6f3e-0000-4000-8000-0000000000c1/64', 404],
  ])('there is none under %s', async (_, path, status) => {
    expect((await fetch(app.url + path)).status).toBe(status);
  });

  it('is one of a few that are made at once: the others wait, and too many are sent away', async () => {
    const maker = new AvatarMaker();
    const picture = Buffer.from(await bytesOf(noise(1_000, 1_000).jpeg()));
    const made = await Promise.allSettled(Array.from({ length: 30 }, () => maker.make(picture)));
    const refused = made.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as ApiError] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 8 }, () => 'unavailable'));
    await expect(maker.make(picture)).resolves.toHaveProperty('webp64');
  });

  it('that cannot be read leaves its place to the next', async () => {
    const maker = new AvatarMaker();
    const attempts = Array.from({ length: 10 }, () => maker.make(Buffer.from('no picture')));
    expect((await Promise.allSettled(attempts)).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(maker.make(Buffer.from(await bytesOf(plain(9, 9).png())))).resolves.toHaveProperty('webp64');
  });
});

const text = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));
const half = (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length / 2);

function damaged(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
