import { fileOf, filesClient, filesOnDisk, latin1 } from '../../test/files.js';
import { ManualClock } from '../../test/manual-clock.js';
import { bytesOf, noise } from '../../test/pictures.js';
import { roomOf } from '../../test/rooms.js';
import { type S3Server, startS3Server } from '../../test/s3-server.js';
import { until } from '../../test/server-process.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('files in an S3-compatible service', () => {
  const clock = new ManualClock();
  let s3: S3Server;
  let app: TestApp;
  let anna: TestUser;
  let chatId: string;

  beforeAll(async () => {
    s3 = await startS3Server();
    app = await startTestApp({ s3: s3.settings }, { clock });
    anna = await app.signUp();
    ({ chatId } = await roomOf(app, [anna]));
  });
  afterAll(async () => {
    await app.close();
    await s3.close();
  });

  it('are kept there and nowhere else, with their previews', async () => {
    const { id } = await fileOf(app, anna, chatId, 'cat.png', await bytesOf(noise().png()));
    expect((await s3.keys()).sort()).toEqual([id, `${id}.webp`]);
    expect(await filesOnDisk(app)).toEqual({ kept: [], incoming: [] });
  });

  it('come back as they went, whole and in part', async () => {
    const bytes = new Uint8Array(Array.from({ length: 3_000_000 }, (_, at) => at % 251));
    const { id } = await fileOf(app, anna, chatId, 'large.bin', bytes);
    expect((await filesClient(app).get(anna, id)).bytes.equals(bytes)).toBe(true);
    const part = await filesClient(app).get(anna, id, { range: 'bytes=1000-1999' });
    expect([part.status, part.bytes.equals(bytes.subarray(1_000, 2_000))]).toEqual([206, true]);
    const picture = await fileOf(app, anna, chatId, 'cat.png', await bytesOf(noise().png()));
    expect((await filesClient(app).preview(anna, picture.id)).status).toBe(200);
  });

  it('go when they are discarded', async () => {
    const { id } = await fileOf(app, anna, chatId, 'cat.png', await bytesOf(noise().png()));
    await filesClient(app).discard(anna, id);
    await until(async () => {
      clock.advance(60_000);
      return !(await s3.keys()).some((key) => key.startsWith(id));
    });
  });

  it('that are missing there are not found', async () => {
    const { id } = await fileOf(app, anna, chatId, 'a.txt', latin1('x'));
    await app.database.query('update attachments set id = gen_random_uuid() where id = $1', [id]);
    const [row] = await app.database.query<{ id: string }[]>(
      "select id from attachments where name = 'a.txt'",
    );
    expect((await filesClient(app).get(anna, row?.id ?? '')).problem.code).toBe('attachment_not_found');
  });
});
