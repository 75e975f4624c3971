import type { Readable } from 'node:stream';

/** The first and the last byte of a part of a file, both of them in it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Where files are kept, as a port. A key is a name that we made: letters, digits, dots and dashes. */
export abstract class FileStore {
  /** Takes a file from the disk, which is gone from there afterwards or not. Nothing can be read under the key before all of it can. */
  abstract put(key: string, path: string, mediaType: string): Promise<void>;

  /** Null where there is no such file. A range is within the file. */
  abstract read(key: string, range: ByteRange | null): Promise<Readable | null>;

  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;
}
