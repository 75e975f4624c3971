import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../src/config/config.js';

/** An S3-compatible service on this machine, which knows one key and has one empty bucket. It believes every signature. */
export interface S3Server {
  readonly settings: S3Settings;
  /** Keys of what is in the bucket. */
  keys(): Promise<string[]>;
  close(): Promise<void>;
}

const suffix = '._S3rver_object';

export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'parlour-s3-'));
  const bucket = 'parlour';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async keys() {
      const names = await readdir(join(directory, bucket));
      return names.flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
