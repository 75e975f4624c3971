import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { StartupError } from './startup-error.js';

const secret = z.string().min(32);
const secretsFile = z.object({ accessTokenSecret: secret, resumeTokenSecret: secret });

/** Made once, kept for ever: losing them signs everybody out. */
export type Secrets = z.infer<typeof secretsFile>;

export const newSecrets = (): Secrets => ({
  accessTokenSecret: randomBytes(32).toString('base64url'),
  resumeTokenSecret: randomBytes(32).toString('base64url'),
});

/**
 * Reads the secrets of a data folder, which are made at the first start and readable by their owner only.
 * @throws StartupError where the folder cannot be made or written.
 */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(dataFolder, 'secrets.json');
  try {
    await makeFolder(dataFolder);
    return (await readSecrets(path)) ?? (await createSecrets(path));
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `The data folder ${dataFolder} cannot be written (${(error as Error).message}). Give another one in DATA_FOLDER.`,
    );
  }
}

/** With its parents. Node's `recursive` asks for ever where a file system takes no new folders, as /proc. */
async function makeFolder(path: string, hasParent = false): Promise<void> {
  const failure = await mkdir(path).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
  if (failure === null || failure.code === 'EEXIST') return;
  if (failure.code !== 'ENOENT' || hasParent || dirname(path) === path) throw failure;
  await makeFolder(dirname(path));
  await makeFolder(path, true);
}

async function readSecrets(path: string): Promise<Secrets | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = secretsFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartupError(`${path} is damaged: restore it from a copy, or remove it to sign everybody out.`);
}

/** Written whole under another name first, so that a crash leaves no half file; the first of two writers wins. */
async function createSecrets(path: string): Promise<Secrets> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const secrets = await readSecrets(path);
  if (secrets === null) throw new Error(`${path} vanished`);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
