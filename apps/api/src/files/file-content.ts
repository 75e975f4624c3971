import type { AttachmentKind } from '@parlour/contracts';
import { fileTypeFromFile } from 'file-type';

export interface FileContent {
  readonly kind: AttachmentKind;
  readonly mediaType: string;
}

/** What browsers show by themselves, by what file-type calls it; under the names that are registered. */
const shown: Readonly<Record<string, FileContent>> = {
  'image/png': { kind: 'image', mediaType: 'image/png' },
  'image/apng': { kind: 'image', mediaType: 'image/png' }, // animated, and a PNG as well
  'image/jpeg': { kind: 'image', mediaType: 'image/jpeg' },
  'image/gif': { kind: 'image', mediaType: 'image/gif' },
  'image/webp': { kind: 'image', mediaType: 'image/webp' },
  'video/mp4': { kind: 'video', mediaType: 'video/mp4' },
  'video/x-m4v': { kind: 'video', mediaType: 'video/mp4' },
  'video/webm': { kind: 'video', mediaType: 'video/webm' },
  'video/ogg': { kind: 'video', mediaType: 'video/ogg' },
  'video/quicktime': { kind: 'video', mediaType: 'video/quicktime' },
  'audio/mpeg': { kind: 'audio', mediaType: 'audio/mpeg' },
  'audio/mp4': { kind: 'audio', mediaType: 'audio/mp4' },
  'audio/x-m4a': { kind: 'audio', mediaType: 'audio/mp4' },
  'audio/aac': { kind: 'audio', mediaType: 'audio/aac' },
  'audio/wav': { kind: 'audio', mediaType: 'audio/wav' },
  'audio/flac': { kind: 'audio', mediaType: 'audio/flac' },
  'audio/ogg': { kind: 'audio', mediaType: 'audio/ogg' },
  'audio/ogg; codecs=opus': { kind: 'audio', mediaType: 'audio/ogg' },
};

/** Of a file that nothing more is known about. */
export const anyContent: FileContent = { kind: 'file', mediaType: 'application/octet-stream' };

/** Names that make people expect something to look at or to listen to: those that file-type knows by their content. */
const claims = {
  picture: /\.(jpe?g|jfif|png|apng|gif|webp|avif|hei[cf]|bmp|tiff?|ico|jxl|psd)$/i,
  recording:
    /\.(mp4|m4v|mov|webm|mkv|avi|wmv|flv|mpe?g|3gp|ogv|mp3|m4a|aac|wav|flac|og[ag]|opus|aiff?|wma|amr)$/i,
} as const;

/** A file that takes longer to recognise was made to. */
const timeoutMs = 5_000;
/** Some formats are known by what stands deep in them; this much of it is held at once. */
const maxBufferBytes = 1_000_000;
/** Players forgive some bytes of nothing before the first frame of an MP3. */
const mpegOffsetTolerance = 64;

/** What the bytes say of themselves, by file-type's name; null where they say nothing. */
export async function sniffed(path: string): Promise<string | null> {
  const result = await fileTypeFromFile(path, {
    maxBufferSize: maxBufferBytes,
    signal: AbortSignal.timeout(timeoutMs),
    mpegOffsetTolerance,
  }).catch(() => undefined);
  return result?.mime ?? null;
}

export const contentOf = (sniffedType: string | null): FileContent =>
  shown[sniffedType ?? ''] ?? {
    ...anyContent,
    mediaType: sniffedType?.split(';')[0] ?? anyContent.mediaType,
  };

/** Whether a file is called a picture, a video or a recording, and is none. */
export function isMisnamed(name: string, sniffedType: string | null): boolean {
  if (claims.picture.test(name)) return !/^image\//.test(sniffedType ?? '');
  if (claims.recording.test(name)) return !/^(audio|video)\/|^application\/ogg$/.test(sniffedType ?? '');
  return false;
}
