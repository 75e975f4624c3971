import { Injectable } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { sharp } from '../pictures/decoders.js';
import { pictureTurns } from '../pictures/turns.js';

/** The squares of one picture, as WebP: in pixels each side. */
export interface AvatarImages {
  readonly webp64: Buffer;
  readonly webp256: Buffer;
  readonly webp512: Buffer;
}

/** Of 40 million pixels, the slowest kind takes half a second: what takes longer was made to. */
const timeoutSeconds = 5;
/** Each holds up to 5 MB while it waits. */
const maxWaiting = 20;

/** Makes squares of what somebody sends as their picture. Its bytes are trusted in nothing, and none of them is stored. */
@Injectable()
export class AvatarMaker {
  /** @throws ApiError image_invalid, image_too_large; unavailable, where too many are waiting. */
  make(bytes: Buffer): Promise<AvatarImages> {
    return pictureTurns.take(async () => {
      await inspect(bytes);
      return squaresOf(bytes);
    }, maxWaiting);
  }
}

/** By what stands at its beginning, before anything is unpacked. */
async function inspect(bytes: Buffer): Promise<void> {
  const { width, height, pages } = await readable(() => sharp(bytes, { limitInputPixels: false }).metadata());
  if (width * height > limits.avatarMaxPixels) throw new ApiError('image_too_large');
  if ((pages ?? 1) > 1 || isAnimatedPng(bytes)) throw new ApiError('image_invalid');
}

/** The animation of a PNG is announced before its first picture (PNG, third edition, section 11.3.6.1). */
function isAnimatedPng(bytes: Buffer): boolean {
  const picture = bytes.indexOf('IDAT');
  return bytes.subarray(0, Math.max(picture, 0)).includes('acTL');
}

/** Unpacked once, upright, to the largest; the others are made of that. What is not asked for (EXIF, profiles) is not taken over. */
async function squaresOf(bytes: Buffer): Promise<AvatarImages> {
  const { data, info } = await readable(() =>
    sharp(bytes, { limitInputPixels: limits.avatarMaxPixels, failOn: 'error' })
      .timeout({ seconds: timeoutSeconds })
      .autoOrient()
      .resize(512, 512, { fit: 'cover' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const webp = (side: number) =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .resize(side, side)
      .webp({ quality: 82 })
      .toBuffer();
  const [webp64, webp256, webp512] = await Promise.all([webp(64), webp(256), webp(512)]);
  return { webp64, webp256, webp512 };
}

/** Whatever the decoder complains of lies in the bytes: there is nothing else that it was given. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw new ApiError('image_invalid');
  }
}
