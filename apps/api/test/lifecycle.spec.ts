import { jest } from '@jest/globals';
import { type Message, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { type HttpClient, httpClient } from './http-client.js';
import { launchServer, newDataFolder, processesOf, type ServerProcess, until } from './server-process.js';
import { connectSocket, type TestSocket } from './socket-client.js';
import { goodPassword } from './test-app.js';

jest.setTimeout(60_000);

describe('the life of a server', () => {
  let folder: Awaited<ReturnType<typeof newDataFolder>>;
  let servers: ServerProcess[];

  beforeEach(async () => {
    folder = await newDataFolder();
    servers = [];
  });

  afterEach(async () => {
    for (const server of servers) await server.kill('SIGKILL');
    await folder.remove();
  });

  const launch = (env: Record<string, string> = {}) => {
    const server = launchServer(folder.path, env);
    servers.push(server);
    return server;
  };

  it('keeps every acknowledged message, and the sign-in, over a kill -9', async () => {
    const first = launch();
    const http = httpClient(await first.opened);
    const { token, chatId } = await openRoom(http, 'anna');
    const sent: Message[] = [];
    for (const text of ['one', 'two', 'three']) sent.push(await post(http, token, chatId, text));
    await first.kill('SIGKILL');

    const second = launch();
    const again = httpClient(await second.opened);
    expect(await history(again, token, chatId)).toEqual(sent.toReversed());
    expect((await again(routes.me, {}, { token })).body.username).toBe('anna');
  });

  it('keeps every acknowledged message, once and in order, when killed in the middle of a load', async () => {
    const first = launch();
    const url = await first.opened;
    const http = httpClient(url);
    const { token, chatId } = await openRoom(http, 'anna');
    const socket = await connectSocket(url, token);
    const { sent, acknowledged } = await floodUntil(60, socket, chatId, () => void first.kill('SIGKILL'));
    await first.ended;

    const second = launch();
    const again = httpClient(await second.opened);
    const stored = (await history(again, token, chatId)).toReversed();
    expect(stored).toEqual(expect.arrayContaining([...acknowledged]));
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
    // What was in flight is sent again under its own id, as an outbox does: now all of it is there, once.
    for (const { clientMessageId, text } of sent) {
      const answer = await again(
        routes.postMessage,
        { params: { chatId }, body: { clientMessageId, text } },
        { token },
      );
      expect(answer.status).toBe(201);
    }
    const all = await history(again, token, chatId);
    expect(all.map((message) => message.clientMessageId).sort()).toEqual(
      sent.map((message) => message.clientMessageId).sort(),
    );
  });

  it('leaves no process behind after a kill -9', async () => {
    const server = launch();
    await server.opened;
    expect((await processesOf(folder.path)).length).toBeGreaterThan(0);
    await server.kill('SIGKILL');
    await until(async () => (await processesOf(folder.path)).length === 0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s with nothing left running and exit code 0',
    async (signal) => {
      const server = launch();
      await server.opened;
      expect(await server.kill(signal)).toMatchObject({ code: 0, signal: null, errors: '' });
      expect(await processesOf(folder.path)).toEqual([]);
    },
  );

  it('takes the two SIGINTs of one Ctrl-C under npm for one', async () => {
    const server = launch();
    await server.opened;
    server.process.kill('SIGINT');
    expect(await server.kill('SIGINT')).toMatchObject({ code: 0, signal: null, errors: '' });
    expect(await processesOf(folder.path)).toEqual([]);
  });

  it('ends while people are connected', async () => {
    const server = launch();
    const url = await server.opened;
    const { token } = await openRoom(httpClient(url), 'anna');
    const socket = await connectSocket(url, token);
    expect(await server.kill('SIGTERM')).toMatchObject({ code: 0, signal: null, errors: '' });
    await socket.closed;
  });

  it('can be asked to stop while it is still starting', async () => {
    const server = launch();
    await until(async () => (await processesOf(folder.path)).some(({ args }) => args.includes('postgres')));
    expect((await server.kill('SIGTERM')).code).toBe(0);
    expect(await processesOf(folder.path)).toEqual([]);
  });
});

/** Signs somebody up who opens a room. */
async function openRoom(http: HttpClient, username: string): Promise<{ token: string; chatId: string }> {
  const body = { username, email: `${username}@example.org`, password: goodPassword };
  const { body: session } = await http(routes.register, { body });
  const token = session.accessToken;
  const { body: room } = await http(
    routes.createRoom,
    { body: { title: 'Den', visibility: 'private' } },
    { token },
  );
  return { token, chatId: room.chatId };
}

async function post(http: HttpClient, token: string, chatId: string, text: string): Promise<Message> {
  const body = { clientMessageId: randomUUID(), text };
  return (await http(routes.postMessage, { params: { chatId }, body }, { token })).body.message;
}

/** The whole chat, newest first. */
async function history(http: HttpClient, token: string, chatId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const before = messages.at(-1)?.seq;
    const query = { limit: 100, ...(before === undefined ? {} : { before }) };
    const { body } = await http(routes.listMessages, { params: { chatId }, query }, { token });
    messages.push(...body.messages);
    if (!body.hasOlder) return messages;
  }
}

/**
 * Keeps five messages in flight until so many are acknowledged, then calls `kill` and goes on until the connection
 * breaks.
 */
async function floodUntil(enough: number, socket: TestSocket, chatId: string, kill: () => void) {
  const sent: { clientMessageId: string; text: string }[] = [];
  const acknowledged: Message[] = [];
  let isBroken = false;
  void socket.closed.then(() => (isBroken = true));
  const sender = async () => {
    while (!isBroken) {
      const message = { clientMessageId: randomUUID(), text: `message ${sent.length}` };
      sent.push(message);
      const result = await socket.command('message:send', { chatId, ...message }).catch(() => null);
      if (result?.ok !== true) return;
      acknowledged.push(result.data.message);
      if (acknowledged.length === enough) kill();
    }
  };
  await Promise.all(Array.from({ length: 5 }, sender));
  return { sent, acknowledged };
}
