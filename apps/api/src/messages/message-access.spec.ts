import { type CallNote, type Message, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { type MessageClient, messageClient } from '../../test/messages.js';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { MessagesService } from './messages.service.js';

describe('who may do what with a message', () => {
  let app: TestApp;
  let messages: MessageClient;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;

  beforeAll(async () => {
    app = await startTestApp(unhurried);
    messages = messageClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben, cem] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
  });

  /** What came of each thing that can be done with a message, done one after the other; at last it is deleted. */
  async function all(by: TestUser, of: Message): Promise<Record<string, string>> {
    return {
      page: outcomeOf(await messages.page(by, of.chatId)),
      catchUp: outcomeOf(await messages.catchUp(by, of.chatId, 0, 0)),
      versions: outcomeOf(await messages.versions(by, of)),
      reactions: outcomeOf(await messages.reactions(by, of)),
      edit: outcomeOf(await messages.edit(by, of)),
      react: outcomeOf(await messages.react(by, of, '🎂')),
      unreact: outcomeOf(await messages.unreact(by, of)),
      delete: outcomeOf(await messages.delete(by, of)),
    };
  }
  const allAre = (code: string) => ({
    ...{ page: code, catchUp: code, versions: code, reactions: code },
    ...{ edit: code, react: code, unreact: code, delete: code },
  });

  describe('in a room', () => {
    let message: Message;
    let slug: string;

    beforeEach(async () => {
      const room = await roomOf(app, [anna, ben]);
      slug = room.slug;
      message = await messages.write(ben, room.chatId);
      await messages.react(ben, message);
    });

    const unchanged = async () => {
      const { body } = await messages.page(anna, message.chatId);
      expect(body).toMatchObject({ messages: [{ text: 'Hello', reactions: [{ emoji: '👍' }] }], change: 1 });
      expect(body.messages[0]).not.toHaveProperty('editedAt');
    };

    it('strangers: nothing, as if it were not there', async () => {
      expect(await all(cem, message)).toEqual(allAre('chat_not_found'));
      expect(await all(cem, { ...message, chatId: randomUUID() })).toEqual(allAre('chat_not_found'));
      await unchanged();
    });

    it('former members: nothing any longer, not even with their own', async () => {
      await app.http(routes.removeMember, { params: { slug, username: ben.user.username } }, anna);
      expect(await all(ben, message)).toEqual(allAre('chat_not_found'));
      await unchanged();
    });

    it('deleted accounts: nothing any longer', async () => {
      await app.http(routes.deleteAccount, { body: { password: ben.password } }, ben);
      const outcomes = await all(ben, message);
      expect(Object.keys(outcomes).filter((name) => outcomes[name] === 'ok')).toEqual([]);
    });

    it('members: react, and read what it said; not edit or delete what another wrote', async () => {
      await app.http(routes.joinRoom, { params: { slug } }, cem);
      expect(await all(cem, message)).toEqual({
        ...allAre('ok'),
        edit: 'not_the_author',
        delete: 'not_the_author',
      });
    });

    it('the owner: delete it, and not edit it', async () => {
      expect(await all(anna, message)).toEqual({ ...allAre('ok'), edit: 'not_the_author' });
      expect((await messages.page(ben, message.chatId)).body.messages[0]).toHaveProperty('deletedAt');
    });

    it('who owned the room and has left it to another: no longer', async () => {
      await app.http(routes.leaveRoom, { params: { slug } }, anna);
      expect(outcomeOf(await messages.delete(anna, message))).toBe('chat_not_found');
      await app.http(routes.joinRoom, { params: { slug } }, anna);
      expect(outcomeOf(await messages.delete(anna, message))).toBe('not_the_author');
    });

    it('people who have blocked each other: what members do', async () => {
      await peopleClient(app).block(anna, ben);
      expect(await all(ben, message)).toEqual(allAre('ok'));
    });

    it('members of both: not with the message of one chat in the other', async () => {
      const other = await roomOf(app, [ben]);
      expect(await all(ben, { ...message, chatId: other.chatId })).toEqual({
        ...allAre('message_not_found'),
        page: 'ok',
        catchUp: 'ok',
      });
      await unchanged();
    });

    it('nobody: what is not there', async () => {
      for (const id of [randomUUID(), 'garbage']) {
        expect(await all(ben, { ...message, id })).toEqual({
          ...allAre('message_not_found'),
          page: 'ok',
          catchUp: 'ok',
        });
      }
    });

    it('without signing in: nothing', async () => {
      const nobody = { ...ben, token: 'garbage' };
      expect(await all(nobody, message)).toEqual(allAre('unauthenticated'));
      await unchanged();
    });

    it('in an archived chat: read, and take away what they wrote', async () => {
      await app.database.query('update chats set archived_at = now() where id = $1', [message.chatId]);
      expect(await all(ben, message)).toEqual({
        ...allAre('ok'),
        edit: 'chat_archived',
        react: 'chat_archived',
        unreact: 'chat_archived',
      });
    });
  });

  describe('in a direct chat', () => {
    let chatId: string;
    let message: Message;

    beforeEach(async () => {
      chatId = await befriend(app, anna, ben);
      message = await messages.write(ben, chatId);
      await messages.react(ben, message);
    });

    it('strangers: nothing, as if it were not there', async () => {
      expect(await all(cem, message)).toEqual(allAre('chat_not_found'));
    });

    it('the other one: react; there is no owner who deletes', async () => {
      expect(await all(anna, message)).toEqual({
        ...allAre('ok'),
        edit: 'not_the_author',
        delete: 'not_the_author',
      });
    });

    it('former friends: read, and take away what is theirs', async () => {
      await peopleClient(app).remove(anna, ben);
      expect(await all(ben, message)).toEqual({
        ...allAre('ok'),
        edit: 'not_friends',
        react: 'not_friends',
      });
    });

    it('who was blocked, who blocked: the same, and each is told what they may know', async () => {
      const annas = await messages.write(anna, chatId);
      await peopleClient(app).block(anna, ben);
      expect(await all(ben, message)).toEqual({
        ...allAre('ok'),
        edit: 'not_friends',
        react: 'not_friends',
      });
      expect(await all(anna, annas)).toEqual({
        ...allAre('ok'),
        edit: 'person_blocked',
        react: 'person_blocked',
      });
    });

    it('both: react to the note of a call, and not edit or delete it', async () => {
      const note: CallNote = { ringId: randomUUID(), video: false, outcome: 'missed', durationSeconds: null };
      const service = app.app.get(MessagesService, { strict: false });
      await service.postCallNote({ chatId, authorId: ben.user.id, note });
      const [call] = (await messages.page(ben, chatId)).body.messages;
      if (call === undefined) throw new Error('The note is there');
      expect(await all(ben, call)).toEqual({ ...allAre('ok'), edit: 'forbidden', delete: 'forbidden' });
      expect(await all(anna, call)).toMatchObject({ edit: 'not_the_author', delete: 'not_the_author' });
      expect((await messages.page(ben, chatId)).body.messages[0]).toMatchObject({ call: note, text: '' });
    });
  });
});
