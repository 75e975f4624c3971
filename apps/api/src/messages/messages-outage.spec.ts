import { jest } from '@jest/globals';
import { type Message, routes } from '@parlour/contracts';
import { DatabaseProxy } from '../../test/database-proxy.js';
import { messageClient } from '../../test/messages.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';
import { ApiError } from '../http/api-error.js';
import { MessageChangesRepository } from './message-changes.repository.js';
import { MessageChangesService } from './message-changes.service.js';
import { MessagesRepository } from './messages.repository.js';

describe('while the database fails', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let proxy: DatabaseProxy;
  let app: TestApp;
  let anna: TestUser;
  let chatId: string;
  let annas: TestSocket;
  let bens: TestSocket;

  beforeAll(async () => {
    clone = await cloneDatabase();
    proxy = await DatabaseProxy.before(clone.url);
    app = await startTestApp({ databaseUrl: proxy.url, ...unhurried });
    anna = await app.signUp();
    const ben = await app.signUp();
    ({ chatId } = await roomOf(app, [anna, ben]));
    [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
  });
  afterEach(() => proxy.recover());
  afterAll(async () => {
    await app.close();
    await proxy.close();
    await clone.drop();
  });

  const send = (text: string) => annas.command('message:send', newMessage(chatId, text));
  const stored = async () =>
    (await app.database.query<{ id: string }[]>('select id from messages order by seq')).map(({ id }) => id);

  it.each([
    ['its connections are terminated by PostgreSQL', terminateBackends],
    ['its connections break', () => proxy.endConnections()],
  ])('messages are acknowledged, stored once and told once, in order, though %s', async (_, fail) => {
    const before = await stored();
    const acknowledged: Message[] = [];
    for (let round = 0; round < 12; round++) {
      const sending = Promise.all(Array.from({ length: 10 }, (_, i) => send(`${round}:${i}`)));
      if (round % 3 === 1) await fail();
      for (const answer of await sending) {
        if (answer.ok) acknowledged.push(answer.data.message);
        else expect(answer.error.code).toBe('unavailable');
      }
    }
    expect(acknowledged).toHaveLength(120); // tried again until it worked
    for (const message of acknowledged) expect(await bens.next('message:created')).toEqual({ message });
    expect(await stored()).toEqual([...before, ...acknowledged.map(({ id }) => id)]);
  });

  it('sending fails with `unavailable` at both doors, and works again by itself', async () => {
    proxy.refuse();
    const draft = newMessage(chatId, 'while it is down');
    const { clientMessageId, text } = draft;
    const answer = await annas.command('message:send', draft);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const posted = await app.http(
      routes.postMessage,
      { params: { chatId }, body: { clientMessageId, text } },
      { token: anna.token },
    );
    expect([posted.status, posted.problem.code]).toEqual([503, 'unavailable']);
    await expect(app.socket(anna.token)).rejects.toMatchObject({ data: { code: 'unavailable' } });
    expect((await app.http(routes.live)).status).toBe(200);

    proxy.recover();
    const again = await annas.command('message:send', draft);
    expect(again).toMatchObject({ ok: true, data: { message: { text } } });
    await bens.next('message:created', ({ message }) => message.text === text);
  });

  it.each([
    ['its connections are terminated by PostgreSQL', terminateBackends],
    ['its connections break', () => proxy.endConnections()],
  ])('changes are acknowledged, made once and told in order, though %s', async (_, fail) => {
    const messages = messageClient(app);
    const changes = app.app.get(MessageChangesService, { strict: false });
    const message = await messages.write(anna, chatId, 'first');
    const before = (await messages.page(anna, chatId)).body.change;
    for (let round = 0; round < 9; round++) {
      const target = { chatId, messageId: message.id, actorId: anna.user.id };
      const edits = Promise.all(
        Array.from({ length: 5 }, (_, i) => changes.edit(target, `${round}:${i}`)), // HTTP asks the database first who it is
      );
      if (round % 3 === 1) await fail();
      expect((await edits).map(({ text }) => text)).toEqual(
        Array.from({ length: 5 }, (_, i) => `${round}:${i}`),
      );
    }
    const { body } = await messages.page(anna, chatId);
    expect(body.change).toBe(before + 45);
    const told: (number | undefined)[] = [];
    while (told.at(-1) !== body.change) told.push((await bens.next('message:changed')).message.change);
    expect([...new Set(told)]).toEqual(Array.from({ length: 45 }, (_, i) => before + 1 + i));
    expect(told.toSorted((a = 0, b = 0) => a - b)).toEqual(told);
    expect((await messages.versions(anna, message)).body.versions).toHaveLength(45);
  });

  it('a change whose commit is not answered is made once, and told', async () => {
    const messages = messageClient(app);
    const message = await messages.write(anna, chatId, 'first');
    const repository = app.app.get(MessageChangesRepository, { strict: false });
    const change = repository.change.bind(repository);
    jest.spyOn(repository, 'change').mockImplementationOnce(async (target, work) => {
      await change(target, work);
      throw new ApiError('unavailable');
    });
    const edited = (await messages.edit(anna, message, 'second')).body;
    expect(edited.text).toBe('second');
    expect(await bens.next('message:changed', ({ message: { id } }) => id === message.id)).toEqual({
      message: edited,
    });
    expect((await messages.versions(anna, message)).body.versions).toHaveLength(1);
  });

  it('a message that was stored when the server gave up on it is told when it comes again', async () => {
    const repository = app.app.get(MessagesRepository, { strict: false });
    const store = repository.store.bind(repository);
    const unanswered = jest.spyOn(repository, 'store').mockImplementation(async (drafts) => {
      await store(drafts);
      throw new ApiError('unavailable');
    });
    const draft = newMessage(chatId, 'stored, and nobody knows');
    expect(await annas.command('message:send', draft)).toMatchObject({ ok: false });
    unanswered.mockRestore();
    const again = await annas.command('message:send', draft);
    if (!again.ok) throw new Error(again.error.code);
    const fromItOn = ({ message }: { message: Message }) => message.seq >= again.data.message.seq;
    expect(await bens.next('message:created', fromItOn)).toEqual({ message: again.data.message });
    expect(await annas.command('message:send', draft)).toEqual(again);
    const after = await send('after it');
    if (!after.ok) throw new Error(after.error.code);
    const next = await bens.next('message:created', fromItOn);
    expect(next).toEqual({ message: after.data.message }); // not told once more
  });

  it('a change fails with `unavailable`, and works again by itself', async () => {
    const messages = messageClient(app);
    const message = await messages.write(anna, chatId, 'first');
    proxy.refuse();
    const answer = await messages.edit(anna, message, 'second');
    expect([answer.status, answer.problem.code]).toEqual([503, 'unavailable']);
    proxy.recover();
    expect((await messages.edit(anna, message, 'second')).body).toMatchObject({ text: 'second' });
    expect((await messages.versions(anna, message)).body.versions).toHaveLength(1);
  });

  it('messages wait for a database that does not answer for a moment, and go through when it does', async () => {
    proxy.stall();
    let answered = false;
    const sending = Promise.all(['a', 'b', 'c'].map(send)).finally(() => (answered = true));
    expect(await annas.command('lobby:watch', {})).toMatchObject({ ok: true }); // the server itself goes on
    expect((await app.http(routes.live)).status).toBe(200);
    expect(answered).toBe(false);
    proxy.recover();
    expect((await sending).map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  async function terminateBackends(): Promise<void> {
    await app.database.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  }
});
