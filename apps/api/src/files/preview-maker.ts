import { Injectable } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import { ApiError } from '../http/api-error.js';
import { sharp } from '../pictures/decoders.js';
import { pictureTurns } from '../pictures/turns.js';

/** In pixels. */
export interface PreviewSize {
  readonly width: number;
  readonly height: number;
}

/** Of 40 million pixels, the slowest kind takes a second: what takes longer was made to. */
const timeoutSeconds = 10;
/** Each is a file on the disk while it waits. */
const maxWaiting = 200;

/** Makes small pictures of large ones. What is not asked for (EXIF, places, profiles, further frames) is not taken over. */
@Injectable()
export class PreviewMaker {
  /**
   * Writes the preview of the picture at `from` to `to`, as WebP, upright.
   * @returns its size; null where the picture cannot be read.
   * @throws ApiError image_too_large; unavailable, where too many are waiting.
   */
  make(from: string, to: string): Promise<PreviewSize | null> {
    return pictureTurns.take(async () => {
      const size = await sizeOf(from);
      if (size === null) return null;
      if (size.width * size.height > limits.avatarMaxPixels) throw new ApiError('image_too_large');
      return shrink(from, to);
    }, maxWaiting);
  }
}

/** By what stands at its beginning, before anything is unpacked. */
const sizeOf = (path: string): Promise<PreviewSize | null> =>
  sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);

/** Of several frames the first: more of them are read only when asked for. */
const shrink = (from: string, to: string): Promise<PreviewSize | null> =>
  sharp(from, { limitInputPixels: limits.avatarMaxPixels, failOn: 'error' })
    .timeout({ seconds: timeoutSeconds })
    .autoOrient()
    .resize(limits.previewMaxPx, limits.previewMaxPx, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality: 80 })
    .toFile(to)
    .then(({ width, height }) => ({ width, height }))
    .catch(() => null);
