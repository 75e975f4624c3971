import { randomUUID } from 'node:crypto';
import { ManualClock } from '../../test/manual-clock.js';
import { type MessageClient, messageClient } from '../../test/messages.js';
import { roomOf } from '../../test/rooms.js';
import { until } from '../../test/server-process.js';
import { plenty, startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';

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
    app = await startTestApp({ databaseUrl: clone.url, ...unhurried }, { clock });
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
  const waitingForLocks = async (): Promise<number> => {
    const [row] = await app.database.query<{ count: number }[]>(
      `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return row?.count ?? 0;
  };
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

  it('by two servers that both found it nowhere is stored once all the same', async () => {
    const other = await anotherServer();
    const clientMessageId = randomUUID();
    const holder = app.database.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select 1 from chats where id = $1 for no key update', [chatId]);
    const writing = [messages, messageClient(other)].map((server) =>
      server.write(anna, chatId, { clientMessageId }),
    );
    await until(async () => (await waitingForLocks()) === 2); // both have looked, and will not look again
    await holder.commitTransaction();
    await holder.release();
    const [one, two] = await Promise.all(writing);
    expect(one).toEqual(two);
    expect(await storedIds()).toEqual([clientMessageId]);
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
