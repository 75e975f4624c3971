import { limits, type Message } from '@parlour/contracts';
import { type MessageClient, startTalk } from '../../test/messages.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { type TestApp, type TestUser } from '../../test/test-app.js';

describe('reading a chat', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    ({ app, messages, anna, ben } = await startTalk());
  });
  afterAll(() => app.close());

  const send = async (count: number): Promise<Message[]> => {
    const socket = await app.socket(anna.token);
    const answers = await Promise.all(
      Array.from({ length: count }, (_, i) => socket.command('message:send', newMessage(chatId, `${i + 1}`))),
    );
    socket.close();
    return answers.map((answer) => {
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.data.message;
    });
  };
  const catchUp = async (seq: number, change: number) =>
    (await messages.catchUp(ben, chatId, seq, change)).body;

  describe('around a message', () => {
    beforeAll(async () => {
      ({ chatId } = await roomOf(app, [anna, ben]));
      await send(25);
    });

    const page = async (query: Record<string, number>) => {
      const { body } = await messages.page(ben, chatId, query);
      const seqs = body.messages.map(({ seq }) => seq);
      return { from: seqs.at(0), to: seqs.at(-1), older: body.hasOlder, newer: body.hasNewer };
    };

    it.each([
      ['in the middle', 12, { from: 14, to: 10, older: true, newer: true }],
      ['at the beginning', 1, { from: 5, to: 1, older: false, newer: true }],
      ['at the end', 25, { from: 25, to: 21, older: true, newer: false }],
      ['near the end', 24, { from: 25, to: 21, older: true, newer: false }],
      ['that is not there yet', 9_999, { from: 25, to: 21, older: true, newer: false }],
      ['before the first', 0, { from: 5, to: 1, older: false, newer: true }],
    ])('%s there is a whole page, with that one in it', async (_, around, expected) => {
      expect(await page({ around, limit: 5 })).toEqual(expected);
    });

    it('there may be one message, or all', async () => {
      expect(await page({ around: 7, limit: 1 })).toEqual({ from: 7, to: 7, older: true, newer: true });
      expect(await page({ around: 7, limit: 100 })).toEqual({ from: 25, to: 1, older: false, newer: false });
    });

    it('is not asked for together with before or after', async () => {
      const answer = await messages.page(ben, chatId, { around: 7, before: 9 });
      expect([answer.status, answer.problem.code]).toEqual([400, 'invalid_input']);
    });

    it('before what is not there yet are the newest', async () => {
      expect(await page({ before: 9_999, limit: 5 })).toEqual({
        from: 25,
        to: 21,
        older: true,
        newer: false,
      });
    });
  });

  it('that is empty has no messages on either side', async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
    const empty = { messages: [], hasOlder: false, hasNewer: false, change: 0 };
    for (const query of [{}, { before: 5 }, { after: 0 }, { around: 3 }]) {
      expect((await messages.page(ben, chatId, query)).body).toEqual(empty);
    }
    expect(await catchUp(0, 0)).toEqual({ tooFar: false, messages: [], changed: [], change: 0 });
  });

  it('tells with each page which change it was read after, also while others change it', async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
    const [first, second] = await send(2);
    if (!first || !second) throw new Error('Two were sent');
    let isOver = false;
    const changing = (async () => {
      for (let i = 1; i <= 40; i++) await messages.edit(anna, i % 2 === 0 ? first : second, `${i}`);
      isOver = true;
    })();
    while (!isOver) {
      const { body } = await messages.page(ben, chatId);
      expect(Math.max(0, ...body.messages.map(({ change }) => change ?? 0))).toBe(body.change);
    }
    await changing;
  });

  describe('again', () => {
    let sent: Message[];

    beforeEach(async () => {
      ({ chatId } = await roomOf(app, [anna, ben]));
      sent = await send(10);
    });

    const messageAt = (seq: number): Message => {
      const message = sent[seq - 1];
      if (message === undefined) throw new Error('It was sent');
      return message;
    };

    it('answers with what is new, the oldest first, and what has changed of the rest, in the order of its changes', async () => {
      await messages.react(ben, messageAt(2)); // 1: known already
      const fifth = (await messages.edit(anna, messageAt(5), 'five')).body;
      await messages.react(ben, messageAt(3), '🎂');
      const third = (await messages.delete(anna, messageAt(3))).body;
      const ninth = (await messages.react(ben, messageAt(9))).body;
      expect(await catchUp(7, 1)).toEqual({
        tooFar: false,
        messages: [messageAt(8), ninth, messageAt(10)],
        changed: [fifth, third],
        change: 5,
      });
      expect(await catchUp(10, 5)).toEqual({ tooFar: false, messages: [], changed: [], change: 5 });
      expect((await catchUp(10, 4)).changed).toEqual([ninth]);
    });

    it('answers to who knows nothing with all', async () => {
      expect(await catchUp(0, 0)).toEqual({ tooFar: false, messages: sent, changed: [], change: 0 });
    });

    it.each([
      ['messages', 11, 0],
      ['changes', 10, 1],
    ])('is too far for who knows of %s that there are not', async (_, seq, change) => {
      expect(await catchUp(seq, change)).toEqual({ tooFar: true, messages: [], changed: [], change: 0 });
    });

    it('is too far behind 500 messages, and behind 500 changes', async () => {
      const most = limits.catchUpMaxItems;
      await send(most);
      const all = await catchUp(10, 0);
      expect(all.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: most }, (_, i) => i + 11));
      expect(await catchUp(9, 0)).toEqual({ tooFar: true, messages: [], changed: [], change: 0 });
      // As the reactions of one evening would leave it.
      await app.database.query('update messages set change = seq where chat_id = $1 and seq <= $2', [
        chatId,
        most + 1,
      ]);
      await app.database.query('update chats set last_change = $2 where id = $1', [chatId, most + 1]);
      expect((await catchUp(most + 10, 1)).changed).toHaveLength(most);
      expect(await catchUp(most + 10, 0)).toEqual({
        tooFar: true,
        messages: [],
        changed: [],
        change: most + 1,
      });
    });

    it.each([
      { seq: -1, change: 0 },
      { seq: 0, change: 2 ** 53 },
      { seq: 1.5, change: 0 },
    ])('is not asked for by %j', async ({ seq, change }) => {
      const answer = await messages.catchUp(ben, chatId, seq, change);
      expect([answer.status, answer.problem.code]).toEqual([400, 'invalid_input']);
    });
  });
});
