/** The first and the last byte of a part of a file, both of them in it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range that a `Range` header asks for (RFC 9110 section 14). What is not understood, several ranges among it, is answered
 * with the whole file (null), which section 14.2 allows.
 */
export function byteRangeOf(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') return suffix(Number(last), sizeBytes);
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= sizeBytes) return 'unsatisfiable';
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return { first: Number(first), last: end };
}

function suffix(bytes: number, sizeBytes: number): ByteRange | 'unsatisfiable' {
  if (bytes === 0) return 'unsatisfiable';
  return { first: Math.max(0, sizeBytes - bytes), last: sizeBytes - 1 };
}
