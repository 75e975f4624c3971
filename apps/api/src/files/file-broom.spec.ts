import { limits, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOf, filesClient, filesOnDisk, messageWith } from '../../test/files.js';
import { ManualClock } from '../../test/manual-clock.js';
import { bytesOf, plain } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { until } from '../../test/server-process.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { LocalFileStore } from './local-file-store.js';

/** A store that can be told to refuse. */
class MoodyStore extends LocalFileStore {
  mood: 'well' | 'refusing' | 'silent' = 'well';
  /** While it was not well. */
  calls = 0;

  override async remove(key: string): Promise<void> {
    if (this.mood === 'well') return super.remove(key);
    this.calls += 1;
    if (this.mood === 'refusing') throw new Error('connect ECONNREFUSED');
    await new Promise(() => undefined);
  }
}

describe('the broom of files', () => {
  let clock: ManualClock;
  let dataFolder: string;
  let store: MoodyStore;
  let app: TestApp;
  let anna: TestUser;

  beforeEach(async () => {
    clock = new ManualClock();
    dataFolder = join(tmpdir(), `parlour-test-${randomUUID()}`);
    store = new MoodyStore(join(dataFolder, 'files'));
    app = await startTestApp({ dataFolder }, { clock, fileStore: store });
    anna = await app.signUp();
  });
  afterEach(async () => {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  const picture = async (chatId: string) =>
    fileOf(app, anna, chatId, 'cat.png', await bytesOf(plain(20, 20).png()));
  const kept = async () => (await filesOnDisk(app)).kept.sort();
  const sweepUntil = (holds: () => Promise<boolean>) =>
    until(async () => {
      clock.advance(60_000);
      return holds();
    });

  it('removes what no message took within a day, with its preview, and nothing else', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const taken = await picture(chatId);
    await messageWith(app, anna, chatId, taken);
    const loose = await picture(chatId);
    clock.advance(limits.looseAttachmentMs - 3_600_000);
    const young = await picture(chatId);
    expect((await filesClient(app).get(anna, loose.id)).status).toBe(200);

    clock.advance(3_600_000);
    await sweepUntil(async () => (await kept()).length === 4);
    expect(await kept()).toEqual([taken, young].flatMap(({ id }) => [id, `${id}.webp`]).sort());
    expect((await filesClient(app).get(anna, loose.id)).problem.code).toBe('attachment_not_found');
    expect((await filesClient(app).get(anna, young.id)).status).toBe(200);
    expect((await filesClient(app).get(anna, taken.id)).status).toBe(200);
  });

  it('removes the files of deleted messages, of taken back files and of chats that are gone', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const [deleted, discarded, orphaned] = [
      await picture(chatId),
      await picture(chatId),
      await picture(chatId),
    ];
    const { id: messageId } = await messageWith(app, anna, chatId, deleted);
    await app.http(routes.deleteMessage, { params: { chatId, messageId } }, anna);
    await filesClient(app).discard(anna, discarded.id);
    const gone = await roomOf(app, [anna]);
    const lost = await picture(gone.chatId);
    await app.database.query('delete from rooms where id = $1', [gone.id]);
    expect(await kept()).toContain(lost.id);
    await sweepUntil(async () => (await kept()).length === 2);
    expect(await kept()).toEqual([orphaned.id, `${orphaned.id}.webp`]);
    await until(async () => (await app.database.query<[]>('select 1 from discarded_files')).length === 0);
  });

  it('goes on where it stopped once a store that failed works again', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const { id } = await picture(chatId);
    await filesClient(app).discard(anna, id);
    store.mood = 'refusing';
    await sweepUntil(async () => store.calls > 2);
    expect(await kept()).toEqual([id, `${id}.webp`]);
    expect((await app.http(routes.live)).status).toBe(200);
    store.mood = 'well';
    await sweepUntil(async () => (await kept()).length === 0);
  });

  it('removes what a killed process left half-written, and not what is on its way', async () => {
    const incoming = join(dataFolder, 'files', 'incoming');
    await mkdir(incoming, { recursive: true });
    const [old, fresh] = [join(incoming, 'old'), join(incoming, 'fresh')];
    await writeFile(old, 'half');
    await writeFile(fresh, 'half');
    const longAgo = clock.now().getTime() / 1_000 - 100_000;
    await utimes(old, longAgo, longAgo);
    await sweepUntil(async () => (await filesOnDisk(app)).incoming.length < 2);
    expect((await filesOnDisk(app)).incoming).toEqual(['fresh']);
  });

  it('does not hold up the end of the server, whatever the store does', async () => {
    const { chatId } = await roomOf(app, [anna]);
    await filesClient(app).discard(anna, (await picture(chatId)).id);
    store.mood = 'silent';
    await sweepUntil(async () => store.calls === 1);
    await app.close();
    clock.advance(600_000);
    expect(store.calls).toBe(1);
    app = await startTestApp({ dataFolder }, { clock, fileStore: store });
  });
});
