import { type CallNote, type Message, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { MessagesService } from '../messages/messages.service.js';

describe('a direct chat', () => {
  let app: TestApp;
  let people: ReturnType<typeof peopleClient>;
  let anna: TestUser;
  let ben: TestUser;
  let chatId: string;

  beforeAll(async () => {
    app = await startTestApp(unhurried);
    people = peopleClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
    chatId = await befriend(app, anna, ben);
  });

  const list = async (of: TestUser) => (await app.http(routes.listDirectChats, {}, of)).body.chats;
  const get = (of: TestUser, id = chatId) => app.http(routes.getDirectChat, { params: { chatId: id } }, of);
  const history = (of: TestUser, id = chatId) =>
    app.http(routes.listMessages, { params: { chatId: id }, query: {} }, of);
  const post = async (by: TestUser, { chatId: id, ...body } = newMessage(chatId)) =>
    app.http(routes.postMessage, { params: { chatId: id }, body }, by);
  async function write(by: TestUser, text: string, id = chatId): Promise<Message> {
    return (await post(by, newMessage(id, text))).body.message;
  }
  const read = async (socket: TestSocket, seq: number, id = chatId) => {
    const answer = await socket.command('chat:read', { chatId: id, seq });
    return answer.ok ? 'ok' : answer.error.code;
  };
  const noteOf = (by: TestUser, outcome: CallNote['outcome'], ringId: string = randomUUID()) =>
    app.app.get(MessagesService, { strict: false }).postCallNote({
      chatId,
      authorId: by.user.id,
      note: { ringId, video: true, outcome, durationSeconds: outcome === 'answered' ? 61 : null },
    });
  /** What was sent to a socket before this has arrived after this. */
  const settled = (socket: TestSocket) => socket.command('lobby:unwatch', {});

  it('of two who just became friends is heard by both, though they were connected before', async () => {
    const [cem, dora] = await Promise.all([app.signUp(), app.signUp()]);
    const [cems, doras] = await Promise.all([app.socket(cem.token), app.socket(dora.token)]);
    const draft = newMessage(await befriend(app, cem, dora), 'Hello, friend');
    const sent = await cems.command('message:send', draft);
    expect(sent).toMatchObject({ ok: true, data: { message: { ...draft, seq: 1, author: asUser(cem) } } });
    const { message } = await doras.next('message:created');
    expect(message).toMatchObject(draft);
    expect((await history(dora, draft.chatId)).body.messages).toEqual([message]);
  });

  it('is heard by sockets that connect later', async () => {
    const bens = await app.socket(ben.token);
    const message = await write(anna, 'Good morning');
    expect(await bens.next('message:created')).toEqual({ message });
  });

  describe('to a stranger', () => {
    it('does not exist: not to be read, written, listed, nor marked as read', async () => {
      await write(anna, 'between us');
      const stranger = await app.signUp();
      const socket = await app.socket(stranger.token);
      for (const id of [chatId, randomUUID()]) {
        expect(outcomeOf(await get(stranger, id))).toBe('chat_not_found');
        expect(outcomeOf(await history(stranger, id))).toBe('chat_not_found');
        expect(outcomeOf(await post(stranger, newMessage(id)))).toBe('chat_not_found');
        const sent = await socket.command('message:send', newMessage(id));
        expect(sent).toMatchObject({ ok: false, error: { code: 'chat_not_found' } });
        expect(await read(socket, 1, id)).toBe('chat_not_found');
      }
      expect(await list(stranger)).toEqual([]);
      await write(anna, 'still');
      await settled(socket);
      expect(socket.pending('message:created')).toEqual([]);
    });

    it('of a room is no direct chat', async () => {
      const room = await roomOf(app, [anna, ben]);
      expect(outcomeOf(await get(anna, room.chatId))).toBe('chat_not_found');
      expect((await list(anna)).map(({ id }) => id)).toEqual([chatId]);
    });
  });

  describe('of former friends', () => {
    it('is read by both, and written by neither', async () => {
      const message = await write(anna, 'before');
      await people.remove(ben, anna);
      for (const one of [anna, ben]) {
        expect((await history(one)).body.messages).toEqual([message]);
        expect((await get(one)).body.state).toBe('not-friends');
        expect(outcomeOf(await post(one))).toBe('not_friends');
        const sent = await (await app.socket(one.token)).command('message:send', newMessage(chatId));
        expect(sent).toMatchObject({ ok: false, error: { code: 'not_friends' } });
      }
    });

    it('is written again when they are friends again', async () => {
      await write(anna, 'before');
      await people.remove(ben, anna);
      await befriend(app, anna, ben);
      expect((await write(ben, 'again')).seq).toBe(2);
    });

    it('answers a message that was sent while they were friends with the first, once more', async () => {
      const draft = newMessage(chatId);
      const first = await post(anna, draft);
      await people.remove(ben, anna);
      expect((await post(anna, draft)).body).toEqual(first.body);
    });

    it('is listed only where something was written', async () => {
      await people.remove(ben, anna);
      expect(await list(anna)).toEqual([]);
      expect((await get(anna)).body).toMatchObject({ id: chatId, state: 'not-friends', lastMessage: null });
    });
  });

  it('of two of whom one blocks: who blocks is told so, the other one as if it were over, nobody writes', async () => {
    const message = await write(anna, 'before');
    await people.block(anna, ben);
    expect((await get(anna)).body.state).toBe('blocked');
    expect((await get(ben)).body.state).toBe('not-friends');
    expect(outcomeOf(await post(anna))).toBe('person_blocked');
    expect(outcomeOf(await post(ben))).toBe('not_friends');
    for (const one of [anna, ben]) expect((await history(one)).body.messages).toEqual([message]);
    await people.block(ben, anna);
    expect(outcomeOf(await post(ben))).toBe('person_blocked');
    await people.unblock(anna, ben);
    expect(outcomeOf(await post(anna))).toBe('not_friends');
  });

  it('with a deleted account says so, and takes no more', async () => {
    const message = await write(ben, 'I am leaving');
    await app.database.query(
      `update users set deleted_at = now(), username = 'deleted-' || id, display_name = '', avatar_id = null where id = $1`,
      [ben.user.id],
    );
    await app.database.query('delete from relations where $1 in (low_id, high_id)', [ben.user.id]);
    const gone = {
      id: ben.user.id,
      username: `deleted-${ben.user.id}`,
      displayName: '',
      avatar: null,
      deleted: true,
    };
    expect(await list(anna)).toEqual([
      {
        id: chatId,
        user: gone,
        state: 'deleted',
        lastMessage: { ...message, author: gone },
        unread: 1,
        lastReadSeq: 0,
        muted: false,
      },
    ]);
    expect(outcomeOf(await post(anna))).toBe('not_friends');
  });

  describe('is listed', () => {
    it('the last written first, with the last line; those without one last', async () => {
      const [cem, dora] = [await app.signUp(), await app.signUp()];
      const withCem = await befriend(app, anna, cem);
      const withDora = await befriend(app, dora, anna);
      await write(ben, 'one');
      const two = await write(cem, 'two', withCem);
      const three = await write(ben, 'three');
      const listed = await list(anna);
      expect(listed.map(({ id }) => id)).toEqual([chatId, withCem, withDora]);
      expect(listed.map(({ lastMessage }) => lastMessage)).toEqual([three, two, null]);
      expect(listed.map(({ user }) => user)).toEqual([asUser(ben), asUser(cem), asUser(dora)]);
      expect(listed.map(({ unread }) => unread)).toEqual([2, 1, 0]);
      expect((await get(anna)).body).toEqual(listed[0]);
    });

    it('with what is unread, a hundred at most, without calls that were answered or declined', async () => {
      await noteOf(ben, 'missed');
      await noteOf(ben, 'answered');
      await noteOf(ben, 'declined');
      await noteOf(anna, 'missed');
      await write(ben, 'text');
      expect((await get(anna)).body.unread).toBe(2);
      expect((await get(ben)).body.unread).toBe(0); // who writes has read what stands above
      await Promise.all(Array.from({ length: 100 }, (_, i) => write(ben, `${i}`)));
      expect((await get(anna)).body.unread).toBe(100);
    });
  });

  describe('is marked as read', () => {
    it('on every device of the reader, and only there; forwards only, and no further than it goes', async () => {
      for (let i = 0; i < 5; i++) await write(ben, `${i}`);
      const [phone, laptop, bens] = await Promise.all([
        app.socket(anna.token),
        app.socket(anna.token),
        app.socket(ben.token),
      ]);
      expect(await read(phone, 3)).toBe('ok');
      expect(await laptop.next('chat:read')).toEqual({ chatId, lastReadSeq: 3, unread: 2, mentions: 0 });
      expect(await phone.next('chat:read')).toEqual({ chatId, lastReadSeq: 3, unread: 2, mentions: 0 });
      expect((await get(anna)).body).toMatchObject({ unread: 2, lastReadSeq: 3 });
      expect(await read(laptop, 2)).toBe('ok');
      expect((await get(anna)).body).toMatchObject({ unread: 2, lastReadSeq: 3 });
      expect(await read(laptop, 9_999)).toBe('ok');
      expect(await phone.next('chat:read')).toEqual({ chatId, lastReadSeq: 5, unread: 0, mentions: 0 });
      expect((await get(anna)).body).toMatchObject({ unread: 0, lastReadSeq: 5 });
      await settled(bens);
      expect(bens.pending('chat:read')).toEqual([]);
      expect((await get(ben)).body.lastReadSeq).toBe(5); // by what ben wrote
    });

    it('where it is empty, or of former friends: no harm', async () => {
      const socket = await app.socket(anna.token);
      expect(await read(socket, 1)).toBe('ok');
      expect((await get(anna)).body.lastReadSeq).toBe(0);
      await write(ben, 'last words');
      await people.block(ben, anna);
      expect(await read(socket, 1)).toBe('ok');
      expect((await get(anna)).body.lastReadSeq).toBe(1);
    });

    it('and so is the chat of a room, by its members', async () => {
      const room = await roomOf(app, [anna]);
      await write(anna, 'in the room', room.chatId);
      const [annas, bens] = await Promise.all([app.socket(anna.token), app.socket(ben.token)]);
      expect(await read(annas, 1, room.chatId)).toBe('ok');
      expect(await read(bens, 1, room.chatId)).toBe('chat_not_found');
    });

    it.each([0, -1, 1.5, 2 ** 53, '1', null])('not to %j', async (seq) => {
      const socket = await app.socket(anna.token);
      expect(await read(socket, seq as number)).toBe('invalid_input');
    });
  });

  describe('notes a call', () => {
    it('once, as a message of who called, whatever the two are by then', async () => {
      const bens = await app.socket(ben.token);
      const ringId = randomUUID();
      await people.block(ben, anna);
      await Promise.all([noteOf(anna, 'missed', ringId), noteOf(anna, 'missed', ringId)]);
      await noteOf(anna, 'declined', ringId);
      const { message } = await bens.next('message:created');
      expect(message).toMatchObject({
        chatId,
        author: asUser(anna),
        clientMessageId: ringId,
        text: '',
        call: { ringId, video: true, outcome: 'missed', durationSeconds: null },
      });
      expect((await history(anna)).body.messages).toEqual([message]);
      expect(await list(ben)).toMatchObject([{ lastMessage: message, unread: 1 }]);
      expect(bens.pending('message:created')).toEqual([]);
    });

    it('and leaves unread what the caller has not read', async () => {
      await write(ben, 'call me');
      await noteOf(anna, 'missed');
      expect((await get(anna)).body).toMatchObject({ unread: 1, lastReadSeq: 0 });
    });
  });
});
