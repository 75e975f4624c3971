import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange } from './byte-range.js';
import { FileStore } from './file-store.js';

/** Two characters of random ids: 256 folders, so that none grows so large that listing it takes long. */
const shardChars = 2;

/** In a folder of this machine, which only its owner may enter. Files come from the same file system. */
export class LocalFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, path: string): Promise<void> {
    const place = this.placeOf(key);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(path, place);
  }

  async read(key: string, range: ByteRange | null): Promise<Readable | null> {
    const file = await open(this.placeOf(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return file && file.createReadStream(range ? { start: range.first, end: range.last } : {});
  }

  async remove(key: string): Promise<void> {
    await rm(this.placeOf(key), { force: true });
  }

  private placeOf(key: string): string {
    if (!/^[\w-]+(\.\w+)?$/.test(key)) throw new Error(`${key} is no key of a file`);
    return join(this.folder, key.slice(0, shardChars), key);
  }
}
