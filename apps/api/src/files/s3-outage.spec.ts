import { routes } from '@parlour/contracts';
import { filesClient, filesOnDisk, latin1 } from '../../test/files.js';
import { outputOf } from '../../test/output.js';
import { roomOf } from '../../test/rooms.js';
import { type S3Server, startS3Server } from '../../test/s3-server.js';
import { startTestApp } from '../../test/test-app.js';
import type { S3Settings } from '../config/config.js';

describe('while the S3-compatible service', () => {
  let s3: S3Server;

  beforeAll(async () => {
    s3 = await startS3Server();
  });
  afterAll(() => s3.close());

  const secretAccessKey = 'a-secret-that-no-log-may-have';
  const faults: [string, (settings: S3Settings) => S3Settings][] = [
    ['knows another key', (settings) => ({ ...settings, accessKeyId: 'AKIAOTHERKEY' })],
    ['has no such bucket', (settings) => ({ ...settings, bucket: 'nothing-here' })],
    ['does not answer', (settings) => ({ ...settings, endpoint: 'http://127.0.0.1:9' })],
  ];
  it.each(faults)(
    '%s, files are refused, nothing of them is kept, and no secret is told',
    async (_, change) => {
      const logged = await outputOf(async () => {
        const app = await startTestApp({
          s3: change({ ...s3.settings, secretAccessKey }),
          logLevel: 'trace',
        });
        const anna = await app.signUp();
        const { chatId } = await roomOf(app, [anna]);
        const answer = await filesClient(app).send(anna, chatId, 'a.txt', latin1('x'));
        expect([answer.status, answer.problem.code]).toEqual([503, 'unavailable']);
        expect(await app.database.query('select id from attachments')).toEqual([]);
        expect(await filesOnDisk(app)).toEqual({ kept: [], incoming: [] });
        expect((await app.http(routes.ready)).status).toBe(200);
        await app.close();
      });
      expect(await s3.keys()).toEqual([]);
      expect(logged).toContain('The file store does not take a file');
      expect(logged).not.toContain(secretAccessKey);
    },
  );
});
