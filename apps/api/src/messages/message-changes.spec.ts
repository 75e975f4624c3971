import { type Message, routes } from '@parlour/contracts';
import { looseFile, type MessageClient, startTalk } from '../../test/messages.js';
import { befriend, outcomeOf } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import { asUser, type TestApp, type TestUser } from '../../test/test-app.js';

describe('a message that changes', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    ({ app, messages, anna, ben } = await startTalk());
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ({ chatId } = await roomOf(app, [anna, ben]));
  });

  const pageOf = async () => (await messages.page(ben, chatId)).body;
  const newest = async (): Promise<Message | undefined> => (await pageOf()).messages[0];
  const count = async (sql: string, parameter: string): Promise<number> =>
    (await app.database.query<unknown[]>(sql, [parameter])).length;

  describe('by an edit', () => {
    it('says the new text, marked, to everybody, under the next change of the chat', async () => {
      const bens = await app.socket(ben.token);
      const first = await messages.write(anna, chatId, 'I bring the cak');
      const answer = await messages.edit(anna, first, 'I bring the cake');
      const { editedAt } = answer.body;
      expect(answer.body).toEqual({ ...first, text: 'I bring the cake', editedAt, change: 1 });
      expect(Date.parse(editedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.createdAt));
      expect(await bens.next('message:changed')).toEqual({ message: answer.body });
      expect(await pageOf()).toEqual({
        messages: [answer.body],
        hasOlder: false,
        hasNewer: false,
        change: 1,
      });
      expect((await messages.edit(anna, first, 'I bring two cakes')).body.change).toBe(2);
    });

    it('keeps what it said before, for all who may read it', async () => {
      const first = await messages.write(anna, chatId, 'one');
      expect((await messages.versions(ben, first)).body).toEqual({ versions: [] });
      const second = (await messages.edit(anna, first, 'two')).body;
      await messages.edit(anna, first, 'three');
      expect((await messages.versions(ben, first)).body).toEqual({
        versions: [
          { text: 'one', writtenAt: first.createdAt },
          { text: 'two', writtenAt: second.editedAt },
        ],
      });
    });

    it('keeps more versions than it answers with', async () => {
      const first = await messages.write(anna, chatId, '0');
      for (let i = 1; i <= 101; i++) await messages.edit(anna, first, `${i}`);
      const { versions } = (await messages.versions(ben, first)).body;
      expect(versions.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, i) => `${i + 1}`));
    });

    it('to what it says already changes nothing, and nobody hears of it', async () => {
      const bens = await app.socket(ben.token);
      const first = await messages.write(anna, chatId, 'one');
      expect((await messages.edit(anna, first, 'one')).body).toEqual(first);
      const marker = (await messages.react(anna, first)).body;
      expect(await bens.next('message:changed')).toEqual({ message: marker });
      expect(marker.change).toBe(1);
      expect((await messages.versions(ben, first)).body.versions).toEqual([]);
    });

    it('names whom the new text names, and no longer whom it does not', async () => {
      const dora = await app.signUp();
      const { chatId: id } = await roomOf(app, [anna, ben, dora]);
      const first = await messages.write(anna, id, `@room @${ben.user.username} @${dora.user.username}`);
      const called = async () =>
        (
          await app.database.query<{ id: string }[]>(
            'select user_id as id from mentions where chat_id = $1',
            [id],
          )
        )
          .map((row) => row.id)
          .sort();
      expect(await called()).toEqual([ben.user.id, dora.user.id].sort());
      const second = (await messages.edit(anna, first, `@${dora.user.username} @${anna.user.username}`)).body;
      expect(second.mentions).toEqual([asUser(dora), asUser(anna)]);
      expect(second).not.toHaveProperty('mentionsRoom');
      expect(await called()).toEqual([dora.user.id]);
      expect((await messages.edit(anna, first, '@room')).body).toMatchObject({ mentionsRoom: true });
      expect(await called()).toEqual([]);
    });

    it('shows in what replies to it', async () => {
      const first = await messages.write(anna, chatId, 'one');
      const reply = await messages.write(ben, chatId, { replyToId: first.id });
      await messages.edit(anna, first, 'two');
      expect((await newest())?.replyTo).toEqual({ ...reply.replyTo, text: 'two' });
    });

    it('may take all its text only where files are left', async () => {
      const file = await looseFile(app, anna, chatId);
      const withFile = await messages.write(anna, chatId, { text: 'look', attachmentIds: [file] });
      const plain = await messages.write(anna, chatId, 'look');
      expect((await messages.edit(anna, withFile, '')).body).toMatchObject({
        text: '',
        attachments: [{ id: file }],
      });
      expect(outcomeOf(await messages.edit(anna, plain, ' \u200b'))).toBe('message_empty');
      expect((await newest())?.text).toBe('look');
    });
  });

  describe('by a deletion', () => {
    it('leaves a tombstone: who wrote it and when, and nothing else anywhere', async () => {
      const bens = await app.socket(ben.token);
      const quoted = await messages.write(ben, chatId, 'quoted');
      const file = await looseFile(app, anna, chatId);
      const first = await messages.write(anna, chatId, {
        text: `@room @${ben.user.username}`,
        replyToId: quoted.id,
        attachmentIds: [file],
      });
      await messages.edit(anna, first, `@${ben.user.username}`);
      await messages.react(ben, first);
      const { body } = await messages.delete(anna, first);
      const { id, seq, author, clientMessageId, createdAt } = first;
      const tombstone = {
        ...{ id, chatId, seq, author, clientMessageId, createdAt },
        text: '',
        deletedAt: body.deletedAt,
        change: 3,
      };
      expect(body).toEqual(tombstone);
      expect(await bens.next('message:changed', ({ message }) => message.change === 3)).toEqual({
        message: tombstone,
      });
      expect(await newest()).toEqual(tombstone);
      expect((await messages.versions(ben, first)).body).toEqual({ versions: [] });
      expect((await messages.reactions(ben, first)).body).toEqual({ reactions: [] });
      expect(await count('select 1 from mentions where chat_id = $1', chatId)).toBe(0);
      expect(await count('select 1 from attachments where chat_id = $1', chatId)).toBe(0);
      expect(await count('select 1 from discarded_files where id = $1', file)).toBe(1);
      expect(await count('select 1 from message_versions where message_id = $1', id)).toBe(0);
    });

    it('again changes nothing', async () => {
      const first = await messages.write(anna, chatId);
      const tombstone = (await messages.delete(anna, first)).body;
      expect((await messages.delete(anna, first)).body).toEqual(tombstone);
      expect((await pageOf()).change).toBe(1);
    });

    it('keeps its seq: the next message has the next one', async () => {
      const first = await messages.write(anna, chatId);
      await messages.delete(anna, first);
      expect((await messages.write(anna, chatId)).seq).toBe(2);
    });

    it('takes no more edits and reactions', async () => {
      const first = await messages.write(anna, chatId);
      await messages.react(ben, first);
      const tombstone = (await messages.delete(anna, first)).body;
      expect(outcomeOf(await messages.edit(anna, first))).toBe('message_deleted');
      expect(outcomeOf(await messages.react(anna, first))).toBe('message_deleted');
      expect((await messages.unreact(ben, first)).body).toEqual(tombstone);
    });

    it('is looked at by the search once more, and an edit is, too', async () => {
      const [edited, deleted] = [await messages.write(anna, chatId), await messages.write(anna, chatId)];
      await app.database.query('delete from search_queue');
      await messages.edit(anna, edited);
      await messages.delete(anna, deleted);
      const looked = await app.database.query<{ id: string }[]>(
        `select message_id as id from search_queue where message_id = any($1)
         union select message_id from search_entries where message_id = any($1)`,
        [[edited.id, deleted.id]],
      );
      expect(looked.map(({ id }) => id)).toContain(edited.id);
    });
  });

  it('is the last message of a direct chat as it is now', async () => {
    const [cem, dora] = await Promise.all([app.signUp(), app.signUp()]);
    const direct = await befriend(app, cem, dora);
    const last = async () => (await app.http(routes.listDirectChats, {}, cem)).body.chats[0]?.lastMessage;
    const first = await messages.write(cem, direct, `@${dora.user.username}`);
    const reply = await messages.write(dora, direct, { text: 'two', replyToId: first.id });
    expect(await last()).toEqual(reply);
    const reacted = (await messages.react(cem, reply)).body;
    expect(await last()).toEqual(reacted);
    const tombstone = (await messages.delete(dora, reply)).body;
    expect(await last()).toEqual(tombstone);
  });
});
