import { type ErrorCode, type Message, routes, type SendMessageRequest } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';

const userOf = ({ user: { id, username } }: TestUser) => ({
  id,
  username,
  displayName: username,
  avatar: null,
});

describe('messages', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let stranger: TestUser;

  beforeAll(async () => {
    app = await startTestApp(unhurried);
    [anna, ben, stranger] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
  });
  afterAll(() => app.close());

  const post = ({ chatId, ...body }: SendMessageRequest, { token }: TestUser) =>
    app.http(routes.postMessage, { params: { chatId }, body }, { token });
  const history = (chatId: string, { token }: TestUser, query: Record<string, number> = {}) =>
    app.http(routes.listMessages, { params: { chatId }, query }, { token });
  const rowsOf = (chatId: string): Promise<{ text: string; seq: string }[]> =>
    app.database.query('select text, seq from messages where chat_id = $1 order by seq', [chatId]);
  async function sent(socket: TestSocket, message: SendMessageRequest): Promise<Message> {
    const answer = await socket.command('message:send', message);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data.message;
  }

  it('reach everybody in the chat, and are in the history, as they were acknowledged', async () => {
    const { chatId } = await roomOf(app, [anna, ben]);
    const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
    const draft = newMessage(chatId, '  I bring the 🎂.\n');
    const message = await sent(annas, draft);
    expect(message).toEqual({
      ...draft,
      id: message.id,
      seq: 1,
      author: userOf(anna),
      createdAt: message.createdAt,
    });
    expect(await bens.next('message:created')).toEqual({ message });
    expect(await annas.next('message:created')).toEqual({ message });
    expect((await history(chatId, ben)).body).toEqual({
      messages: [message],
      hasOlder: false,
      hasNewer: false,
      change: 0,
    });
    expect((await post(newMessage(chatId), ben)).body.message.seq).toBe(2);
  });

  it('sent by HTTP follow the same rules and reach the sockets', async () => {
    const { chatId } = await roomOf(app, [anna, ben]);
    const bens = await app.socket(ben.token);
    const answer = await post(newMessage(chatId), anna);
    expect(answer.status).toBe(201);
    expect(await bens.next('message:created')).toEqual(answer.body);
  });

  it('carry what the server knows, whatever the sender claims', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const socket = await app.socket(anna.token);
    const forged = { author: userOf(ben), id: randomUUID(), seq: 99, createdAt: '2020-01-01T00:00:00.000Z' };
    const message = await sent(socket, { ...newMessage(chatId), ...forged });
    expect(message).toMatchObject({ author: userOf(anna), seq: 1 });
    expect(message.id).not.toBe(forged.id);
    expect(Date.now() - Date.parse(message.createdAt)).toBeLessThan(60_000);
  });

  describe('are refused', () => {
    it.each<[string, string, ErrorCode]>([
      ['without a visible character', ' \u200b\n', 'message_empty'],
      ['one character over the limit', 'x'.repeat(4_001), 'message_too_long'],
      ['with NUL', 'a\u0000b', 'text_malformed'],
      ['with a lone surrogate', 'a\ud800b', 'text_malformed'],
      ['with ten thousand combining marks', `a${'\u0301'.repeat(10_000)}`, 'message_too_long'],
    ])('%s, at both doors', async (_, text, code) => {
      const { chatId } = await roomOf(app, [anna]);
      const socket = await app.socket(anna.token);
      const answer = await socket.command('message:send', newMessage(chatId, text));
      expect(answer).toMatchObject({ ok: false, error: { code, issues: [{ path: 'text', code }] } });
      const posted = await post(newMessage(chatId, text), anna);
      expect([posted.status, posted.problem.code]).toEqual([400, code]);
      expect(await rowsOf(chatId)).toEqual([]);
    });

    it('to and from a chat of others exactly as to one that does not exist', async () => {
      const { chatId } = await roomOf(app, [anna], { visibility: 'private' });
      const socket = await app.socket(stranger.token);
      const [foreign, unknown] = [newMessage(chatId), newMessage(randomUUID())];
      const toForeign = await socket.command('message:send', foreign);
      expect(toForeign).toMatchObject({ ok: false, error: { code: 'chat_not_found' } });
      expect(await socket.command('message:send', unknown)).toEqual(toForeign);
      for (const answer of [
        await post(foreign, stranger),
        await post(unknown, stranger),
        await history(foreign.chatId, stranger),
        await history(unknown.chatId, stranger),
      ]) {
        expect([answer.status, answer.problem.code]).toEqual([404, 'chat_not_found']);
      }
      expect(await rowsOf(chatId)).toEqual([]);
    });

    it('without signing in', async () => {
      const { chatId } = await roomOf(app, [anna]);
      expect((await post(newMessage(chatId), { ...anna, token: 'garbage' })).status).toBe(401);
      expect((await history(chatId, { ...anna, token: 'garbage' })).status).toBe(401);
    });
  });

  it('of 4,000 emoji are stored exactly', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const text = '👋'.repeat(4_000);
    expect((await post(newMessage(chatId, text), anna)).status).toBe(201);
    expect(await rowsOf(chatId)).toEqual([{ text, seq: '1' }]);
  });

  describe('sent again under the same client message id', () => {
    it('are stored once, broadcast once, and answered with the first, for ever and by both doors', async () => {
      const { chatId } = await roomOf(app, [anna, ben]);
      const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      const draft = newMessage(chatId, 'first');
      const first = await sent(annas, draft);
      expect(await sent(annas, { ...draft, text: 'again' })).toEqual(first);
      expect((await post(draft, anna)).body).toEqual({ message: first });
      const marker = await sent(annas, newMessage(chatId, 'marker'));
      expect(marker.seq).toBe(2);
      await bens.next('message:created', ({ message }) => message.id === marker.id);
      expect(bens.pending('message:created')).toEqual([{ message: first }]);
    });

    it('at one instant, over several connections and many times in one batch, are stored once', async () => {
      const { chatId } = await roomOf(app, [anna, ben]);
      const sockets = await Promise.all([1, 2, 3].map(() => app.socket(anna.token)));
      const bens = await app.socket(ben.token);
      const draft = newMessage(chatId);
      const messages = await Promise.all(
        sockets.flatMap((socket) => Array.from({ length: 20 }, () => sent(socket, draft))),
      );
      expect(new Set(messages.map(({ id }) => id)).size).toBe(1);
      expect(await rowsOf(chatId)).toHaveLength(1);
      const marker = await sent(bens, newMessage(chatId));
      await bens.next('message:created', ({ message }) => message.id === marker.id);
      expect(bens.pending('message:created')).toHaveLength(1);
    });

    it('to another chat are a conflict, and another author may use the same id', async () => {
      const [one, other] = await Promise.all([roomOf(app, [anna, ben]), roomOf(app, [anna])]);
      const socket = await app.socket(anna.token);
      const draft = newMessage(one.chatId);
      const [first, conflict] = await Promise.all([
        socket.command('message:send', draft),
        socket.command('message:send', { ...draft, chatId: other.chatId }),
      ]);
      expect(first).toMatchObject({ ok: true });
      expect(conflict).toMatchObject({ ok: false, error: { code: 'message_id_conflict' } });
      expect((await post({ ...draft, chatId: other.chatId }, anna)).status).toBe(409);
      expect((await post(draft, ben)).body.message.seq).toBe(2);
    });
  });

  it('of parallel senders have one order: of seq, of every broadcast, of the history', async () => {
    const { chatId } = await roomOf(app, [anna, ben]);
    const sockets = await Promise.all([anna, anna, ben, ben].map(({ token }) => app.socket(token)));
    const acknowledged = await Promise.all(
      sockets.map(async (socket, sender) => {
        const sending = Array.from({ length: 50 }, (_, i) =>
          sent(socket, newMessage(chatId, `${sender}:${i}`)),
        );
        return Promise.all(sending);
      }),
    );
    for (const bySender of acknowledged) {
      const seqs = bySender.map(({ seq }) => seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b)); // each sender's own order is kept
    }
    const expected = acknowledged.flat().sort((a, b) => a.seq - b.seq);
    expect(expected.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    for (const socket of sockets) {
      const received: Message[] = [];
      while (received.length < 200) received.push((await socket.next('message:created')).message);
      expect(received).toEqual(expected);
    }
    const newest = (await history(chatId, ben, { limit: 100 })).body.messages;
    const older = (await history(chatId, ben, { before: 101, limit: 100 })).body.messages;
    expect([...newest, ...older].reverse()).toEqual(expected);
    const times = expected.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort());
  });

  it('that are refused do no harm to their neighbours in the same moment', async () => {
    const { chatId } = await roomOf(app, [anna]);
    const socket = await app.socket(anna.token);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        socket.command('message:send', newMessage(i % 3 === 1 ? randomUUID() : chatId, `${i}`)),
      ),
    );
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map((_, i) => i % 3 !== 1));
    const rows = await rowsOf(chatId);
    expect(rows.map(({ text }) => Number(text))).toEqual(answers.flatMap((_, i) => (i % 3 === 1 ? [] : [i])));
    expect(rows.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('are no longer received or read by who was removed, and cannot be sent', async () => {
    const { chatId, slug } = await roomOf(app, [anna, ben]);
    const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
    await sent(annas, newMessage(chatId, 'before'));
    await bens.next('message:created');
    const params = { slug, username: ben.user.username };
    expect((await app.http(routes.removeMember, { params }, anna)).status).toBe(204);
    await sent(annas, newMessage(chatId, 'after'));
    const refused = await bens.command('message:send', newMessage(chatId));
    expect(refused).toMatchObject({ ok: false, error: { code: 'chat_not_found' } });
    expect(bens.pending('message:created')).toEqual([]);
    expect((await history(chatId, ben)).status).toBe(404);
  });

  describe('have a history', () => {
    let chatId: string;

    beforeAll(async () => {
      ({ chatId } = await roomOf(app, [anna, ben]));
      const socket = await app.socket(anna.token);
      await Promise.all(Array.from({ length: 25 }, (_, i) => sent(socket, newMessage(chatId, `${i + 1}`))));
    });

    const page = async (query: Record<string, number>) => {
      const { body } = await history(chatId, ben, query);
      return { seqs: body.messages.map(({ seq }) => seq), older: body.hasOlder, newer: body.hasNewer };
    };

    it('newest first, page by page to the beginning', async () => {
      expect(await page({ limit: 3 })).toEqual({ seqs: [25, 24, 23], older: true, newer: false });
      expect(await page({ before: 23, limit: 20 })).toEqual({
        seqs: Array.from({ length: 20 }, (_, i) => 22 - i),
        older: true,
        newer: true,
      });
      expect(await page({ before: 3, limit: 2 })).toEqual({ seqs: [2, 1], older: false, newer: true });
      expect(await page({ before: 1 })).toEqual({ seqs: [], older: false, newer: true });
    });

    it('of those directly after a seq, newest first too', async () => {
      expect(await page({ after: 20, limit: 3 })).toEqual({ seqs: [23, 22, 21], older: true, newer: true });
      expect(await page({ after: 23 })).toEqual({ seqs: [25, 24], older: true, newer: false });
      expect(await page({ after: 0, limit: 2 })).toEqual({ seqs: [2, 1], older: false, newer: true });
      expect(await page({ after: 25 })).toEqual({ seqs: [], older: true, newer: false });
    });

    it.each([{ limit: 101 }, { limit: 0 }, { before: -1 }, { before: 1, after: 1 }, { before: 2 ** 53 }])(
      'that is not asked for by %j',
      async (query) => {
        const answer = await history(chatId, ben, query);
        expect([answer.status, answer.problem.code]).toEqual([400, 'invalid_input']);
      },
    );
  });
});
