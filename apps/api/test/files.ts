import { type Attachment, type Message, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp, TestUser } from './test-app.js';

type Bytes = Uint8Array<ArrayBuffer>;

export const latin1 = (...parts: string[]): Bytes => new Uint8Array(Buffer.from(parts.join(''), 'latin1'));

/** The beginnings by which each kind of recording is known, and nothing to hear or to see behind them. */
export const recordings = {
  mp4: latin1('\0\0\0\x18ftypisom\0\0\x02\0isommp41', '\0'.repeat(64)),
  mov: latin1('\0\0\0\x14ftypqt  \0\0\0\0qt  ', '\0'.repeat(64)),
  m4a: latin1('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', '\0'.repeat(64)),
  webm: latin1('\x1a\x45\xdf\xa3\x87\x42\x82\x84webm', '\0'.repeat(64)),
  mp3: latin1('\xff\xfb\x90\x00', '\0'.repeat(413), '\xff\xfb\x90\x00', '\0'.repeat(413)),
  wav: latin1('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', '\0'.repeat(64)),
  flac: latin1('fLaC\0\0\0\x22', '\0'.repeat(64)),
  ogg: latin1('OggS\0\x02', '\0'.repeat(20), '\x01\x1e\x01vorbis', '\0'.repeat(64)),
  opus: latin1('OggS\0\x02', '\0'.repeat(20), '\x01\x13OpusHead\x01', '\0'.repeat(64)),
} as const;

/** Files of a chat, in the words of the tests. */
export function filesClient({ http }: TestApp) {
  const params = (attachmentId: string) => ({ params: { attachmentId } });
  return {
    send: (by: TestUser, chatId: string, name: string, upload: Bytes, headers: Record<string, string> = {}) =>
      http(
        routes.uploadAttachment,
        { params: { chatId }, query: { name }, upload },
        { token: by.token, headers },
      ),
    get: (by: { token?: string; cookie?: string }, id: string, headers: Record<string, string> = {}) =>
      http(routes.attachment, params(id), { ...by, headers }),
    preview: (by: { token?: string; cookie?: string }, id: string) =>
      http(routes.attachmentPreview, params(id), by),
    discard: (by: TestUser, id: string) => http(routes.discardAttachment, params(id), { token: by.token }),
  };
}

/** `name=value` of the cookie that opens files, as a browser gets it with its access token. */
export async function fileCookieOf({ url }: TestApp, { cookie }: TestUser): Promise<string> {
  const response = await fetch(url + routes.refresh.path, { method: 'POST', headers: { cookie } });
  const [set] = response.headers.getSetCookie().filter((line) => line.startsWith('parlour_files='));
  return set?.split(';')[0] ?? '';
}

/** A file that is there. */
export async function fileOf(
  app: TestApp,
  by: TestUser,
  chatId: string,
  name = 'notes.txt',
  upload = latin1('Bring bread.'),
): Promise<Attachment> {
  const { status, body, problem } = await filesClient(app).send(by, chatId, name, upload);
  if (status !== 201) throw new Error(`Sending ${name}: ${JSON.stringify(problem)}`);
  return body;
}

/** A message with that file. */
export async function messageWith(
  { http }: TestApp,
  by: TestUser,
  chatId: string,
  file: Attachment,
): Promise<Message> {
  const body = { clientMessageId: randomUUID(), text: '', attachmentIds: [file.id] };
  const answer = await http(routes.postMessage, { params: { chatId }, body }, { token: by.token });
  if (answer.status !== 201) throw new Error(`Sending a message: ${JSON.stringify(answer.problem)}`);
  return answer.body.message;
}

/** Names of all files that the server has on its disk, without those of `incoming`; and those. */
export async function filesOnDisk({ config }: TestApp): Promise<{ kept: string[]; incoming: string[] }> {
  const folder = join(config.dataFolder, 'files');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const isIncoming = (file: (typeof files)[number]) => file.parentPath.endsWith('incoming');
  return {
    kept: files.filter((file) => !isIncoming(file)).map(({ name }) => name),
    incoming: files.filter(isIncoming).map(({ name }) => name),
  };
}
