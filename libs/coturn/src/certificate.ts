import { execFile, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Files in PEM, of a certificate that nobody trusts unless told to. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** SHA-256 of its public key in base64, by which Chromium is told of it. */
  readonly publicKeyHash: string;
}

export const isOpensslInstalled = (): boolean => spawnSync('openssl', ['version']).status === 0;

/** For `localhost`, signed by itself, for two days; in a folder of the caller's, who removes it. */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', keyFile, '-out', certificateFile],
  ]);
  const { publicKey } = new X509Certificate(await readFile(certificateFile));
  const publicKeyHash = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return { certificateFile, keyFile, publicKeyHash };
}
