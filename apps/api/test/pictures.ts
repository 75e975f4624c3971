import sharp, { type Sharp } from 'sharp';
import { crc32, deflateSync } from 'node:zlib';

type Picture = Uint8Array<ArrayBuffer>;

export const bytesOf = async (image: Sharp): Promise<Picture> => new Uint8Array(await image.toBuffer());

/** One colour all over. */
export const plain = (width: number, height: number, background = '#c04020'): Sharp =>
  sharp({ limitInputPixels: false, create: { width, height, channels: 3, background } });

/** Left half blue, right half yellow, as it is stored. */
export function twoHalves(width: number, height: number): Sharp {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: '#0000ff' };
  return plain(width, height, '#ffff00').composite([{ input: { create: half }, left: 0, top: 0 }]);
}

/** Three frames. */
export const animation = (): Sharp => {
  const frames = Buffer.from(Array.from({ length: 16 * 48 * 3 }, (_, at) => at % 251));
  return sharp(frames, { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } });
};

/** The red, green and blue of one pixel. */
export async function pixelAt(image: Uint8Array, left: number, top: number): Promise<number[]> {
  const region = sharp(image).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw();
  return [...(await region.toBuffer())];
}

/** Hard to compress. */
export const noise = (width = 400, height = 300) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });

/** A chunk of a PNG: its length, its name, what it holds, its checksum. */
function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Says behind the header (which ends at byte 33) that two frames follow. */
export function animatedPng(png: Picture): Picture {
  const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
  return new Uint8Array(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]));
}

/** 100,000 × 100,000 pixels in its header, and next to nothing behind. */
export function hugePng(): Picture {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(100_000, 0);
  header.writeUInt32BE(100_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(64))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
