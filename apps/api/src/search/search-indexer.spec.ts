import { jest } from '@jest/globals';
import { type Message, type Room, routes } from '@parlour/contracts';
import { DataSource, QueryFailedError } from 'typeorm';
import { writeBareMessage } from '../../test/bare-message.js';
import { ManualClock } from '../../test/manual-clock.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { plenty, startTestApp, type TestApp, testConfig, type TestUser } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';
import { createApp } from '../app.js';
import { dataSourceOptions } from '../database/data-source.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { indexMessages, takeQueued } from './search-index.sql.js';
import { SearchIndexer } from './search-indexer.js';
import { IndexingFailed, SearchQueueRepository } from './search-queue.repository.js';
import { indexed } from './testing/indexed.js';

describe('the queue of the search', () => {
  let app: TestApp;
  let queue: SearchQueueRepository;
  let anna: TestUser;
  let room: Room;
  let otherNode: DataSource;

  /** Its clock stands still, so that the indexer of the application does nothing by itself. */
  beforeAll(async () => {
    app = await startTestApp({ messageRate: plenty }, { clock: new ManualClock() });
    queue = app.app.get(SearchQueueRepository, { strict: false });
    anna = await app.signUp();
    room = await roomOf(app, [anna]);
    otherNode = await new DataSource(
      dataSourceOptions(app.config.databaseUrl, [], () => undefined),
    ).initialize();
  });
  afterAll(async () => {
    await otherNode.destroy();
    await app.close();
  });
  afterEach(async () => {
    while ((await queue.index(1_000, [])) > 0);
  });

  const write = async (text: string): Promise<Message> => {
    const { chatId, ...body } = newMessage(room.chatId, text);
    return (await app.http(routes.postMessage, { params: { chatId }, body }, anna)).body.message;
  };
  const edit = ({ chatId, id }: Message, text: string) =>
    app.http(routes.editMessage, { params: { chatId, messageId: id }, body: { text } }, anna);
  const wordsOf = async ({ id }: Message) => {
    const [row] = await app.database.query<{ words: string }[]>(
      `select array_to_string(array(select w from unnest(tsvector_to_array(words)) w where w not like '@%'), ' ') as words
         from search_entries where message_id = $1`,
      [id],
    );
    return row?.words;
  };
  const queued = async () => {
    const rows = await app.database.query<{ id: string }[]>('select message_id as id from search_queue');
    return rows.map(({ id }) => id);
  };
  const taking = async (node: DataSource) => {
    const runner = node.createQueryRunner();
    await runner.startTransaction();
    const rows = (await runner.query(takeQueued, [100, []])) as { id: string }[];
    return { runner, ids: rows.map(({ id }) => id) };
  };

  it('holds each message until it is indexed, with its words and who wrote it', async () => {
    const message = await write('Green tea');
    expect(await queued()).toEqual([message.id]);
    expect(await queue.index(10, [])).toBe(1);
    expect(await queued()).toEqual([]);
    expect(await wordsOf(message)).toBe('green tea');
    expect(await queue.index(10, [])).toBe(0);
  });

  it('is shared by several nodes: each message is taken once, and none is waited for', async () => {
    const written = [];
    for (let index = 0; index < 60; index++) written.push(await write(`word${index}`));
    const other = new SearchQueueRepository(otherNode);
    const counts = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? queue : other).index(10, [])),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(await queued()).toEqual([]);
    for (const [index, message] of written.entries()) expect(await wordsOf(message)).toBe(`word${index}`);
  });

  it('gives to the others what a node had taken that died', async () => {
    const message = await write('tea');
    const { runner, ids } = await taking(otherNode);
    expect(ids).toEqual([message.id]);
    expect(await queue.index(10, [])).toBe(0);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await queue.index(10, [])).toBe(1);
  });

  it('keeps an edit that comes while its message is being indexed', async () => {
    const message = await write('coffee');
    const { runner, ids } = await taking(otherNode);
    const edited = edit(message, 'cocoa'); // waits for the node that has taken it
    await waitingForLock();
    await runner.query(indexMessages, [ids]);
    await runner.commitTransaction();
    await runner.release();
    expect((await edited).status).toBe(200);
    expect(await wordsOf(message)).toBe('coffee');
    expect(await queue.index(10, [])).toBe(1);
    expect(await wordsOf(message)).toBe('cocoa');
  });

  it('passes over a message whose edit is not stored yet', async () => {
    const message = await write('coffee');
    const runner = otherNode.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `insert into search_queue values ($1) on conflict (message_id) do update set message_id = excluded.message_id`,
      [message.id],
    );
    await runner.query(`update messages set text = 'cocoa' where id = $1`, [message.id]);
    expect(await queue.index(10, [])).toBe(0);
    await runner.commitTransaction();
    await runner.release();
    expect(await queue.index(10, [])).toBe(1);
    expect(await wordsOf(message)).toBe('cocoa');
  });

  it('forgets what is no more: a deleted message, and all of a chat with its room', async () => {
    const message = await write('coffee');
    await queue.index(10, []);
    await app.http(routes.deleteMessage, { params: { chatId: room.chatId, messageId: message.id } }, anna);
    await queue.index(10, []);
    expect(await wordsOf(message)).toBeUndefined();
    const short = await roomOf(app, [anna], { title: 'Short' });
    const { chatId, ...body } = newMessage(short.chatId);
    await app.http(routes.postMessage, { params: { chatId }, body }, anna);
    await app.http(routes.leaveRoom, { params: { slug: short.slug } }, anna);
    expect(await queue.index(10, [])).toBe(1);
    expect(await queued()).toEqual([]);
  });

  it('knows every word once, for parts of words, however often two nodes meet it at one instant', async () => {
    const other = new SearchQueueRepository(otherNode);
    for (let index = 0; index < 20; index++) await write(`alpha beta${index} gamma delta epsilon`);
    await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? queue : other).index(2, [])));
    const rows = await app.database.query<{ word: string }[]>(
      `select word from search_words where word in ('alpha', 'gamma', 'delta', 'epsilon') order by word`,
    );
    expect(rows.map(({ word }) => word)).toEqual(['alpha', 'delta', 'epsilon', 'gamma']);
  });

  it('is worked off by the next server, where one ended before', async () => {
    const database = await cloneDatabase();
    const config = testConfig(database.url);
    const first = await createApp(config, { clock: new ManualClock() });
    await first.listen(0, '127.0.0.1');
    const source = first.get(DataSource);
    const { messageId } = await writeBareMessage(source);
    await source.query('insert into search_queue values ($1)', [messageId]);
    await first.close();

    const second = await createApp(config);
    await second.listen(0, '127.0.0.1');
    await indexed(second.get(DataSource));
    const entries = await second.get(DataSource).query<unknown[]>('select message_id from search_entries');
    await second.close();
    await database.drop();
    expect(entries).toEqual([{ message_id: messageId }]);
  });

  /** Until somebody in this database waits for a lock. */
  async function waitingForLock(): Promise<void> {
    for (;;) {
      const [row] = await app.database.query<{ count: number }[]>(
        `select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (row?.count !== 0) return;
    }
  }
});

describe('the indexer', () => {
  const full = 200;
  let clock: ManualClock;
  let events: DomainEvents;
  let index: jest.Mock<SearchQueueRepository['index']>;
  let indexer: SearchIndexer;

  beforeEach(() => {
    clock = new ManualClock();
    events = new DomainEvents();
    index = jest.fn<SearchQueueRepository['index']>().mockResolvedValue(0);
    indexer = new SearchIndexer(events, clock, { index } as unknown as SearchQueueRepository);
    indexer.onApplicationBootstrap();
  });
  afterEach(() => indexer.beforeApplicationShutdown());

  const written = () => events.publish({ type: 'messages-queued' });
  /** Lets time pass, and then what was begun in it come to its end. */
  const pass = async (ms: number) => {
    clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('looks when it starts, and then now and then', async () => {
    expect(index).not.toHaveBeenCalled();
    await pass(100);
    expect(index).toHaveBeenCalledTimes(1);
    await pass(29_000);
    expect(index).toHaveBeenCalledTimes(1);
    await pass(1_000);
    expect(index).toHaveBeenCalledTimes(2);
  });

  it('gathers what is written within a moment', async () => {
    await pass(100);
    for (let count = 0; count < 50; count++) written();
    await pass(50);
    for (let count = 0; count < 50; count++) written();
    expect(index).toHaveBeenCalledTimes(1);
    await pass(50);
    expect(index).toHaveBeenCalledTimes(2);
  });

  it('rests nine times as long as it worked, so that a queue of any length leaves the database to the others', async () => {
    const workMs = 20;
    index.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(full), workMs)));
    clock.advance(100);
    await index.mock.results[0]?.value;
    await pass(0);
    expect(index).toHaveBeenCalledTimes(1);
    await pass(9 * (workMs - 2));
    expect(index).toHaveBeenCalledTimes(1);
    await pass(5_000);
    expect(index).toHaveBeenCalledTimes(2);
    await index.mock.results[1]?.value;
  });

  it('goes on as soon as it has rested, where there is more, also of what was written meanwhile', async () => {
    index.mockResolvedValueOnce(full).mockResolvedValueOnce(3);
    await pass(100);
    await pass(1_000);
    expect(index).toHaveBeenCalledTimes(2);
    index.mockImplementationOnce(() => {
      written();
      return Promise.resolve(1);
    });
    written();
    await pass(100);
    expect(index).toHaveBeenCalledTimes(3);
    await pass(1_000);
    expect(index).toHaveBeenCalledTimes(4);
  });

  it('tries again where the database fails', async () => {
    index.mockRejectedValueOnce(new Error('gone'));
    await pass(100);
    await pass(1_999);
    expect(index).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(index).toHaveBeenLastCalledWith(full, []);
  });

  it('closes in on a message that cannot be indexed, leaves it in the queue, and goes on with the others', async () => {
    const ids = ['a', 'b', 'c'];
    const broken = new QueryFailedError('', [], new Error('a word that breaks the index'));
    index.mockImplementation((limit, except) => {
      const taken = ids.filter((id) => !except.includes(id)).slice(0, limit);
      if (taken.includes('b')) return Promise.reject(new IndexingFailed(taken, broken));
      for (const id of taken) ids.splice(ids.indexOf(id), 1);
      return Promise.resolve(taken.length);
    });
    for (let tries = 0; tries < 12; tries++) await pass(2_000);
    expect(ids).toEqual(['b']);
    expect(index).toHaveBeenLastCalledWith(full, ['b']);
  });

  it('finishes its batch before the end, and begins none after', async () => {
    let finish: (count: number) => void = () => undefined;
    index.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    clock.advance(100);
    let isEnded = false;
    const ended = indexer.beforeApplicationShutdown().then(() => (isEnded = true));
    await pass(0);
    expect(isEnded).toBe(false);
    finish(full);
    await ended;
    written();
    await pass(60_000);
    expect(index).toHaveBeenCalledTimes(1);
  });
});
