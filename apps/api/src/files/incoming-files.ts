import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';

/** A file on this disk that has not found its place yet. */
export interface IncomingFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What a process that was killed has left behind is removed after this: longer than any upload takes. */
const leftoverMs = 24 * 3_600_000;

/** Where files wait on the disk while they come in. Each is removed by who asked for it, or as a leftover. */
@Injectable()
export class IncomingFiles {
  private readonly logger = new Logger('Files');
  private readonly folder: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    // On the file system on which the local store is, so that a file moves without being copied.
    this.folder = join(config.dataFolder, 'files', 'incoming');
  }

  /** A path that nothing is at. */
  async newPath(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return join(this.folder, randomUUID());
  }

  /**
   * Writes a body to the disk while it comes, as slowly as the disk wants it. Where it fails, nothing is left.
   * @throws ApiError payload_too_large, file_empty; upload_incomplete, for a body that ends early or comes too slowly;
   * unavailable, where the disk refuses.
   */
  async receive(body: IncomingMessage): Promise<IncomingFile> {
    const path = await this.newPath();
    try {
      const sizeBytes = await this.write(body, path);
      if (sizeBytes === 0) throw new ApiError('file_empty');
      return { path, sizeBytes };
    } catch (error) {
      await this.remove(path);
      if (error instanceof ApiError) throw error;
      this.logger.error(`A file could not be written: ${error instanceof Error ? error.message : ''}`);
      throw new ApiError('unavailable');
    }
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  async removeLeftovers(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const oldest = this.clock.now().getTime() - leftoverMs;
    for (const path of names.map((name) => join(this.folder, name))) {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < oldest) await this.remove(path);
    }
  }

  /** The body itself is left alive whatever happens, so that it can be answered. @returns how many bytes came. */
  private async write(body: IncomingMessage, path: string): Promise<number> {
    const { attachmentMaxBytes, uploadPace } = this.config;
    const passing = new PassThrough();
    const cut = () => {
      if (!body.complete) passing.destroy(new ApiError('upload_incomplete'));
    };
    let sizeBytes = 0;
    let countedBytes = 0;
    const count = (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > attachmentMaxBytes) passing.destroy(new ApiError('payload_too_large'));
    };
    const pace = setInterval(() => {
      if (sizeBytes - countedBytes < uploadPace.minBytes) passing.destroy(new ApiError('upload_incomplete'));
      countedBytes = sizeBytes;
    }, uploadPace.windowMs);
    body.on('data', count).on('close', cut).on('error', cut);
    try {
      if (body.destroyed) cut();
      body.pipe(passing);
      await pipeline(passing, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
      return sizeBytes;
    } finally {
      clearInterval(pace);
      body.unpipe(passing).off('data', count).off('close', cut);
    }
  }
}
