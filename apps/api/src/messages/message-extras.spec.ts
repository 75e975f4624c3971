import { type Message, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { looseFile, type MessageClient, startTalk } from '../../test/messages.js';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a message', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let stranger: TestUser;
  let chatId: string;

  beforeAll(async () => {
    ({ app, messages, anna, ben } = await startTalk());
    stranger = await app.signUp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
  });

  const newest = async (): Promise<Message | undefined> =>
    (await messages.page(ben, chatId)).body.messages[0];
  const messageCount = async (): Promise<number> =>
    (await app.database.query<unknown[]>('select 1 from messages where chat_id = $1', [chatId])).length;
  const rowsOf = <T extends object>(sql: string): Promise<T[]> => app.database.query<T[]>(sql, [chatId]);

  describe('that replies', () => {
    it('carries what it replies to, to everybody, in the history, and as a quote of at most 200 characters', async () => {
      const bens = await app.socket(ben.token);
      const first = await messages.write(anna, chatId, '👋'.repeat(300));
      const reply = await messages.write(ben, chatId, { text: 'And to you', replyToId: first.id });
      expect(reply.replyTo).toEqual({
        id: first.id,
        seq: 1,
        author: asUser(anna),
        text: '👋'.repeat(200),
      });
      expect(await bens.next('message:created', ({ message }) => message.id === reply.id)).toEqual({
        message: reply,
      });
      expect(await newest()).toEqual(reply);
    });

    it('goes through the socket too, and can reply to a reply, which does not quote on', async () => {
      const annas = await app.socket(anna.token);
      const first = await messages.write(anna, chatId, 'one');
      const second = await messages.write(ben, chatId, { text: 'two', replyToId: first.id });
      const answer = await annas.command('message:send', { ...newMessage(chatId), replyToId: second.id });
      expect(answer).toMatchObject({
        ok: true,
        data: { message: { replyTo: { id: second.id, text: 'two' } } },
      });
      expect(answer.ok && answer.data.message.replyTo).not.toHaveProperty('replyTo');
    });

    it('to what has only a file names the file, to a tombstone says so', async () => {
      const file = await looseFile(app, anna, chatId, 'cake.png');
      const withFile = await messages.write(anna, chatId, { text: '', attachmentIds: [file] });
      const reply = await messages.write(ben, chatId, { replyToId: withFile.id });
      expect(reply.replyTo).toMatchObject({ text: '', file: 'cake.png' });
      await messages.delete(anna, withFile);
      const late = await messages.write(ben, chatId, { replyToId: withFile.id });
      expect(late.replyTo).toEqual({
        id: withFile.id,
        seq: 1,
        author: asUser(anna),
        text: '',
        deleted: true,
      });
      expect((await messages.page(ben, chatId)).body.messages[1]?.replyTo).toEqual(late.replyTo);
    });

    it('to a message of another chat, also of one that the author reads, or to none is refused, and nothing is stored', async () => {
      const other = await roomOf(app, [anna, ben]);
      const foreign = await messages.write(anna, other.chatId);
      for (const replyToId of [foreign.id, randomUUID()]) {
        expect(outcomeOf(await messages.post(anna, chatId, { replyToId }))).toBe('message_not_found');
      }
      expect(await messageCount()).toBe(0);
    });
  });

  describe('that names people', () => {
    it('carries who is there and may read it, in the order of the text, and stores whom it calls', async () => {
      const text = `@${ben.user.username}, @nobody_here and @${stranger.user.username}: ask @${anna.user.username.toUpperCase()}`;
      const message = await messages.write(anna, chatId, text);
      expect(message.mentions).toEqual([asUser(ben), asUser(anna)]);
      expect(message).not.toHaveProperty('mentionsRoom');
      expect(await newest()).toEqual(message);
      const called = await rowsOf('select user_id as id, seq from mentions where chat_id = $1');
      expect(called).toEqual([{ id: ben.user.id, seq: '1' }]); // who names themselves is not called
    });

    it('can name everybody, and one name twice is one', async () => {
      const message = await messages.write(
        ben,
        chatId,
        `@room @${anna.user.username} @${anna.user.username}!`,
      );
      expect(message).toMatchObject({ mentionsRoom: true, mentions: [asUser(anna)] });
      expect(await rowsOf('select 1 as one from mentions where chat_id = $1')).toHaveLength(1);
    });

    it('names nobody in code, within words, or by what is no name', async () => {
      const name = ben.user.username;
      const message = await messages.write(
        anna,
        chatId,
        `\`@${name}\` mail@${name} @${name}xxxxxxxxxxxxxx @.`,
      );
      expect(message).toEqual(await newest());
      for (const field of ['mentions', 'mentionsRoom', 'replyTo', 'attachments', 'reactions', 'change']) {
        expect(message).not.toHaveProperty(field);
      }
    });

    it('in a direct chat names the two of it only', async () => {
      const direct = await befriend(app, anna, ben);
      const text = `@${ben.user.username} @${stranger.user.username}`;
      expect((await messages.write(anna, direct, text)).mentions).toEqual([asUser(ben)]);
    });

    it('no longer calls who has left', async () => {
      const { slug, chatId: id } = await roomOf(app, [anna, ben]);
      await app.http(routes.removeMember, { params: { slug, username: ben.user.username } }, anna);
      expect(await messages.write(anna, id, `@${ben.user.username}?`)).not.toHaveProperty('mentions');
    });
  });

  describe('with files', () => {
    it('carries them in the order in which it names them, with or without text', async () => {
      const [a, b] = [await looseFile(app, anna, chatId, 'a'), await looseFile(app, anna, chatId, 'b')];
      const message = await messages.write(anna, chatId, { text: '', attachmentIds: [b, a] });
      expect(message.attachments).toEqual(
        [b, a].map((id, index) => ({
          id,
          name: index === 0 ? 'b' : 'a',
          kind: 'file',
          mediaType: 'text/plain',
          sizeBytes: 12,
          preview: null,
        })),
      );
      expect(await newest()).toEqual(message);
    });

    it.each<[string, () => Promise<string[]>]>([
      ['of somebody else', async () => [await looseFile(app, ben, chatId)]],
      ['of another chat', async () => [await looseFile(app, anna, (await roomOf(app, [anna])).chatId)]],
      ['that is not there', async () => [randomUUID()]],
      [
        'that was sent already',
        async () => {
          const file = await looseFile(app, anna, chatId);
          await messages.write(anna, chatId, { attachmentIds: [file] });
          return [file];
        },
      ],
      [
        'that it names twice',
        async () => {
          const file = await looseFile(app, anna, chatId);
          return [file, file];
        },
      ],
    ])('is refused with one %s, and stores nothing: the others are still to be sent', async (_, files) => {
      const own = await looseFile(app, anna, chatId);
      const attachmentIds = [own, ...(await files())];
      const before = await messageCount();
      expect(outcomeOf(await messages.post(anna, chatId, { attachmentIds }))).toBe('attachment_not_found');
      expect(await messageCount()).toBe(before);
      const message = await messages.write(anna, chatId, { attachmentIds: [own] });
      expect(message.attachments?.map(({ id }) => id)).toEqual([own]);
    });

    it('that two messages want at one instant goes with one of them', async () => {
      const file = await looseFile(app, anna, chatId);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => messages.post(anna, chatId, { attachmentIds: [file] })),
      );
      expect(answers.map(outcomeOf).sort()).toEqual([...Array<string>(9).fill('attachment_not_found'), 'ok']);
      expect(await messageCount()).toBe(1);
    });

    it('is answered with the first when it is sent again, with all that it has by then', async () => {
      const file = await looseFile(app, anna, chatId);
      const quoted = await messages.write(ben, chatId);
      const body = {
        clientMessageId: randomUUID(),
        text: `@${ben.user.username}`,
        replyToId: quoted.id,
        attachmentIds: [file],
      };
      const first = await messages.write(anna, chatId, body);
      expect(await messages.write(anna, chatId, body)).toEqual(first);
      const edited = (await messages.edit(anna, first, 'otherwise')).body;
      expect(await messages.write(anna, chatId, body)).toEqual(edited);
      expect(await messages.write(anna, chatId, { ...body, replyToId: randomUUID() })).toEqual(edited);
      expect(await messageCount()).toBe(2);
    });
  });

  it('that is refused for what it adds does no harm to its neighbours in the same moment', async () => {
    const quoted = await messages.write(ben, chatId);
    const file = await looseFile(app, anna, chatId);
    const annas = await app.socket(anna.token);
    const extras = [
      {},
      { replyToId: quoted.id },
      { replyToId: randomUUID() },
      { attachmentIds: [randomUUID()] },
      { attachmentIds: [file] },
      { text: `@${ben.user.username}` },
    ];
    const answers = await Promise.all(
      extras.map((extra) => annas.command('message:send', { ...newMessage(chatId), ...extra })),
    );
    expect(answers.map((answer) => (answer.ok ? answer.data.message.seq : answer.error.code))).toEqual([
      2,
      3,
      'message_not_found',
      'attachment_not_found',
      4,
      5,
    ]);
  });

  it('is queued for the search with the same commit, a note of a call is not', async () => {
    const message = await messages.write(anna, chatId, `@room @${ben.user.username}`);
    const plain = await messages.write(anna, chatId, 'plain');
    const queued = await app.database.query<{ id: string }[]>(
      `select message_id as id from search_queue where message_id = any($1)
       union select message_id from search_entries where message_id = any($1) order by id`,
      [[message.id, plain.id]],
    );
    expect(queued.map(({ id }) => id)).toEqual([message.id, plain.id]);
  });

  describe('in an archived chat', () => {
    it('is refused, by both doors; what was sent before is answered once more', async () => {
      const body = { clientMessageId: randomUUID(), text: 'before' };
      const before = await messages.write(anna, chatId, body);
      await app.database.query('update chats set archived_at = now() where id = $1', [chatId]);
      expect(outcomeOf(await messages.post(anna, chatId))).toBe('chat_archived');
      const annas = await app.socket(anna.token);
      expect(await annas.command('message:send', newMessage(chatId))).toMatchObject({
        ok: false,
        error: { code: 'chat_archived' },
      });
      expect(outcomeOf(await messages.post(stranger, chatId))).toBe('chat_not_found');
      expect(await messages.write(anna, chatId, body)).toEqual(before);
      expect((await messages.page(ben, chatId)).body.messages).toEqual([before]);
    });
  });

  it('of former friends and of who blocked is refused with a reply, as without', async () => {
    const [cem, dora] = await Promise.all([app.signUp(), app.signUp()]);
    const direct = await befriend(app, cem, dora);
    const replyToId = (await messages.write(dora, direct)).id;
    await peopleClient(app).block(cem, dora);
    expect(outcomeOf(await messages.post(cem, direct, { replyToId }))).toBe('person_blocked');
    expect(outcomeOf(await messages.post(dora, direct, { replyToId }))).toBe('not_friends');
  });
});
