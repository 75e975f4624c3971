import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type ByteRange, byteRangeOf } from './byte-range.js';

/** A file that somebody sent, on its way to somebody else. */
export interface FileAnswer {
  /** No other file ever has it, nor this file with other bytes. */
  readonly tag: string;
  readonly name: string;
  /** By the browser itself; otherwise it is saved. */
  readonly isShown: boolean;
  readonly mediaType: string;
  /** Null where it is not known before it is read; it is then sent whole. */
  readonly sizeBytes: number | null;
  readonly read: (range: ByteRange | null) => Promise<Readable>;
}

const oneYearSeconds = 365 * 24 * 3_600;

/**
 * Nothing in a file may run, load or be embedded elsewhere as if it were ours (OWASP ASVS 5.0 V5.4, V3.2.1): the type is
 * ours and not to be guessed at, and opened by its address it is a document of no origin.
 */
const bindingHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  // Under one id there is one file, for ever. For this person only: who may read it is decided each time.
  'cache-control': `private, max-age=${oneYearSeconds}, immutable`,
} as const;

/** Answers with the file or the range of it that is asked for (RFC 9110 sections 13 and 14). */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileAnswer,
): Promise<void> {
  const etag = `"${file.tag}"`;
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    return void reply
      .status(304)
      .headers({ ...bindingHeaders, etag })
      .send();
  }
  const range = rangeAskedFor(request, file, etag);
  if (range === 'unsatisfiable') {
    return void reply.status(416).header('content-range', `bytes */${file.sizeBytes}`).send();
  }
  // Opened before anything is said of it: that it is not there is a problem, not a file.
  const stream = request.method === 'HEAD' ? Readable.from([]) : await file.read(range);
  const type = file.isShown ? 'inline' : 'attachment';
  void reply
    .status(range ? 206 : 200)
    .headers({ ...bindingHeaders, ...lengthHeaders(file, range), etag })
    .header('content-type', file.mediaType)
    .header('content-disposition', contentDisposition(file.name, { type }))
    .send(stream);
}

/** Null for the whole file. */
function rangeAskedFor(
  { headers }: FastifyRequest,
  { sizeBytes }: FileAnswer,
  etag: string,
): ByteRange | 'unsatisfiable' | null {
  const isOfAnother = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  return sizeBytes === null || isOfAnother ? null : byteRangeOf(headers.range, sizeBytes);
}

function lengthHeaders({ sizeBytes }: FileAnswer, range: ByteRange | null): Record<string, string | number> {
  if (sizeBytes === null) return {};
  if (range === null) return { 'accept-ranges': 'bytes', 'content-length': sizeBytes };
  const { first, last } = range;
  return { 'content-range': `bytes ${first}-${last}/${sizeBytes}`, 'content-length': last - first + 1 };
}
