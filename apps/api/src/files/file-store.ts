import type { Readable } from 'node:stream';
import type { ByteRange } from './byte-range.js';

/** Where files are kept, as a port. A key is a name that we made: letters, digits, one dot, dashes. */
export abstract class FileStore {
  /**
   * Takes a file from the disk of this machine, which may be gone from there afterwards. Under the key there is all of it, or nothing.
   */
  abstract put(key: string, path: string): Promise<void>;

  /** The whole file, or a range that lies within it; null where there is none. Rejects where the store does not answer. */
  abstract read(key: string, range: ByteRange | null): Promise<Readable | null>;

  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;
}
