import { randomUUID } from 'node:crypto';
import { ManualClock } from '../../test/manual-clock.js';
import { type MessageClient, messageClient } from '../../test/messages.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';

const plenty = { perSecond: 10_000, burst: 10_000 };

describe('a message that is sent again under its client message id', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let clock: ManualClock;
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let chatId: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    clock = new ManualClock();
    const limits = { commandRate: plenty, messageRate: plenty };
    app = await startTestApp({ databaseUrl: clone.url, ...limits }, { clock });
    messages = messageClient(app);
    anna = await app.signUp();
  });
  afterAll(async () => {
    await app.close();
    await clone.drop();
  });
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna]));
  });

  const anotherServer = (): Promise<TestApp> =>
    startTestApp({ ...app.config, databaseUrl: clone.url, messageRate: plenty });
  const storedIds = async (): Promise<string[]> =>
    (await messages.page(anna, chatId, { limit: 100 })).body.messages.map((m) => m.clientMessageId);

  it('by two servers at one instant is stored once, and answered alike', async () => {
    const other = await anotherServer();
    const servers = [messages, messageClient(other)];
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const answers = await Promise.all(
      ids.flatMap((clientMessageId) =>
        servers.map((server) => server.write(anna, chatId, { clientMessageId })),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(60);
    expect((await storedIds()).toSorted()).toEqual(ids.toSorted());
    await other.close();
  });

  it('is the same after 31 seconds, after a day, and after a restart of the server', async () => {
    const clientMessageId = randomUUID();
    const first = await messages.write(anna, chatId, { clientMessageId });
    for (const ms of [31_000, 86_400_000]) {
      clock.advance(ms);
      expect(await messages.write(anna, chatId, { clientMessageId })).toEqual(first);
    }
    const restarted = await anotherServer();
    expect(await messageClient(restarted).write(anna, chatId, { clientMessageId })).toEqual(first);
    await restarted.close();
    expect(await storedIds()).toEqual([clientMessageId]);
  });
});
