import type { Message } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { looseFile, type MessageClient, messageClient } from '../../test/messages.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';

describe('a message that is meant to do harm', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let chatId: string;
  let message: Message;

  beforeAll(async () => {
    app = await startTestApp(unhurried);
    messages = messageClient(app);
    anna = await app.signUp();
  });
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna]));
    message = await messages.write(anna, chatId, 'whole');
  });
  afterEach(async () => {
    const { body } = await messages.page(anna, chatId);
    expect(body).toEqual({ messages: [message], hasOlder: false, hasNewer: false, change: 0 });
  });
  afterAll(() => app.close());

  /** Past every client that would refuse to send it. @returns the status and the code. */
  async function ask(method: string, path: string, body?: string): Promise<[number, unknown]> {
    const answer = await fetch(app.url + path, {
      method,
      headers: {
        authorization: `Bearer ${anna.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    const problem = (await answer.json()) as { code?: unknown };
    return [answer.status, problem.code];
  }
  const messagesPath = () => `/api/chats/${chatId}/messages`;
  const messagePath = () => `${messagesPath()}/${message.id}`;

  it.each([
    'null',
    '[]',
    '7',
    '"text"',
    'true',
    '{}',
    '{"text":null}',
    '{"text":{}}',
    '{"text":["a"]}',
    '{"__proto__":{"text":"a"}}',
  ])('is neither sent nor edited with the body %s', async (body) => {
    expect(await ask('POST', messagesPath(), body)).toEqual([400, 'invalid_input']);
    expect(await ask('PATCH', messagePath(), body)).toEqual([400, 'invalid_input']);
  });

  it.each([
    { replyToId: null },
    { replyToId: 7 },
    { replyToId: {} },
    { replyToId: ['a'] },
    { replyToId: 'garbage' },
    { replyToId: "' or true --" },
    { attachmentIds: null },
    { attachmentIds: [] },
    { attachmentIds: {} },
    { attachmentIds: 'garbage' },
    { attachmentIds: [null] },
    { attachmentIds: [[]] },
    { attachmentIds: ['garbage'] },
    { attachmentIds: Array.from({ length: 11 }, () => randomUUID()) },
  ])('is not sent with %j', async (extra) => {
    const body = JSON.stringify({ clientMessageId: randomUUID(), text: 'Hello', ...extra });
    expect(await ask('POST', messagesPath(), body)).toEqual([400, 'invalid_input']);
    const socket = await app.socket(anna.token);
    const answer = await socket.raw.timeout(5_000).emitWithAck('message:send', {
      ...(JSON.parse(body) as { clientMessageId: string; text: string }),
      chatId,
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it.each([
    ['NUL', 'a\u0000b', 'text_malformed'],
    ['a lone surrogate', 'a\ud800b', 'text_malformed'],
    ['ten thousand combining marks', `a${'\u0301'.repeat(10_000)}`, 'message_too_long'],
    ['one character too many', 'x'.repeat(4_001), 'message_too_long'],
    ['nothing to see', '\u200b \u202e\n', 'message_empty'],
  ])('is not edited to contain %s', async (_, text, code) => {
    expect(await ask('PATCH', messagePath(), JSON.stringify({ text }))).toEqual([400, code]);
  });

  it('with files may be edited to nothing, and to no more of the rest', async () => {
    const other = await roomOf(app, [anna]);
    const file = await looseFile(app, anna, other.chatId);
    const withFile = await messages.write(anna, other.chatId, { text: 'look', attachmentIds: [file] });
    const answer = await messages.edit(anna, withFile, 'a\u0000b');
    expect([answer.status, answer.problem.code]).toEqual([400, 'text_malformed']);
    expect((await messages.page(anna, other.chatId)).body.messages).toEqual([withFile]);
  });

  it('with 4,000 combining marks is stored exactly, and quoted in part', async () => {
    const other = await roomOf(app, [anna]);
    const text = `a${'\u0301'.repeat(3_999)}`;
    const stored = await messages.write(anna, other.chatId, text);
    expect(stored.text).toBe(text);
    const reply = await messages.write(anna, other.chatId, { replyToId: stored.id });
    expect(reply.replyTo?.text).toBe(text.slice(0, 200));
  });

  it('that names the same 4,000 characters of @ a thousand times is sent at once', async () => {
    const other = await roomOf(app, [anna]);
    const text = Array.from({ length: 400 }, (_, i) => `@nobody_${i}`)
      .join(' ')
      .slice(0, 4_000);
    expect(await messages.write(anna, other.chatId, text)).not.toHaveProperty('mentions');
  });

  it.each(['%00', '%ED%A0%80', '%', '%2e%2e', '..%2f..', '%F0%9F%91%8D%00', 'null', '%7B%7D', '%5B%5D'])(
    'gets no reaction %s',
    async (emoji) => {
      for (const method of ['PUT', 'DELETE']) {
        const [status, code] = await ask(method, `${messagePath()}/reactions/${emoji}`);
        expect([status, code]).toEqual([expect.any(Number), expect.any(String)]);
        expect([400, 404]).toContain(status);
      }
    },
  );

  it.each(['null', '{}', '[]', '%00', 'garbage', "'%20or%20true%20--"])(
    'is not looked for under the id %s',
    async (id) => {
      for (const path of ['', '/versions', '/reactions']) {
        const method = path === '' ? 'DELETE' : 'GET';
        expect((await ask(method, `${messagesPath()}/${id}${path}`))[0]).toBe(404);
      }
      expect((await ask('GET', `/api/chats/${id}/catch-up?seq=0&change=0`))[0]).toBe(404);
    },
  );

  it.each([
    '',
    '?seq=0',
    '?seq=null&change=0',
    '?seq=0&change={}',
    '?seq[]=1&change=0',
    '?seq=1&seq=2&change=0',
    '?seq=1e99&change=0',
  ])('is not caught up with by %j', async (query) => {
    expect(await ask('GET', `/api/chats/${chatId}/catch-up${query}`)).toEqual([400, 'invalid_input']);
  });
});
