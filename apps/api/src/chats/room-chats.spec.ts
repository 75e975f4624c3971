import { jest } from '@jest/globals';
import { limits, type Room, type RoomChat } from '@parlour/contracts';
import { befriend, outcomeOf } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { plenty, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { RoomsRepository } from '../rooms/rooms.repository.js';
import { roomClient } from '../rooms/testing/room-client.js';
import { ChatAccess } from './chat-access.js';
import { chatsClient, settled } from './testing/chats-client.js';

describe('the chats of a room', () => {
  let app: TestApp;
  let chats: ReturnType<typeof chatsClient>;
  let rooms: ReturnType<typeof roomClient>;
  let anna: TestUser;
  let ben: TestUser;
  let room: Room;

  beforeAll(async () => {
    app = await startTestApp({ messageRate: plenty, roomRate: plenty });
    chats = chatsClient(app);
    rooms = roomClient(app);
  });
  afterAll(() => app.close());
  afterEach(() => jest.restoreAllMocks());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
    room = await roomOf(app, [anna, ben]);
  });

  const open = async (name = 'Plans'): Promise<RoomChat> =>
    (await chats.open(anna, room.slug, { name })).body;
  const hears = async (socket: TestSocket, chatId: string): Promise<boolean> => {
    const { id } = await chats.write(anna, chatId);
    await settled(socket);
    return socket.pending('message:created').some(({ message }) => message.id === id);
  };
  /** Something happens after a step of the next change of a room, and before what comes of it is told. */
  const afterOnce = (step: 'change' | 'admit' | 'chatIdsOf', happens: () => Promise<unknown>) => {
    const repository = app.app.get(RoomsRepository, { strict: false });
    const original = (repository[step] as (...args: unknown[]) => Promise<unknown>).bind(repository);
    jest.spyOn(repository, step).mockImplementationOnce((async (...args: unknown[]) => {
      const result = await original(...args);
      await happens();
      return result;
    }) as never);
  };
  const inMiddleOfAdmission = (of: TestUser, happens: () => Promise<unknown>) => {
    const access = app.app.get(ChatAccess, { strict: false });
    const chatIdsOf = access.chatIdsOf.bind(access);
    jest.spyOn(access, 'chatIdsOf').mockImplementationOnce(async (userId) => {
      const chatIds = await chatIdsOf(userId);
      expect(userId).toBe(of.user.id);
      await happens();
      return chatIds;
    });
  };

  it('are the one that comes with it, until its owner opens others, of which all members hear', async () => {
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const body = { name: '  Plans ', description: ' what we do ' };
    const answer = await chats.open(anna, room.slug, body);
    expect(answer.status).toBe(201);
    const info = {
      id: answer.body.id,
      roomId: room.id,
      name: 'Plans',
      description: 'what we do',
      main: false,
      createdAt: answer.body.createdAt,
      archivedAt: null,
    };
    const mine = { lastReadSeq: 0, unread: 0, mentions: 0, muted: false, lastSeq: 0 };
    expect(answer.body).toEqual({ ...info, ...mine, firstMessageAt: null, lastMessageAt: null });
    for (const socket of [annas, bens]) {
      expect(await socket.next('room-chat:changed')).toEqual({ chat: info });
      expect(await hears(socket, info.id)).toBe(true);
    }
    expect((await rooms.get(ben, room.slug)).body.chatId).toBe(room.chatId);
  });

  it('are listed, of all my rooms, the first of each first, the others by name, with what is in them', async () => {
    const other = await roomOf(app, [ben, anna], { title: 'Other' });
    const [zoo, apples] = [await open('Zoo'), await open('apples')];
    await rooms.create(ben, { title: 'Without anna' });
    const first = await chats.write(anna, zoo.id, 'one');
    await chats.write(ben, zoo.id, `@${anna.user.username} two`);
    const last = await chats.write(ben, zoo.id, 'three @room');
    await chats.write(ben, zoo.id, 'of nobody');
    await app.database.query('delete from messages where chat_id = $1 and seq = 4', [zoo.id]);
    await app.database.query('update chats set last_seq = 3 where id = $1', [zoo.id]);
    const listed = await chats.list(anna);
    expect(listed.map(({ name, main, roomId }) => [name, main, roomId])).toEqual([
      ['General', true, room.id],
      ['apples', false, room.id],
      ['Zoo', false, room.id],
      ['General', true, other.id],
    ]);
    expect(listed[1]).toEqual(apples);
    expect(listed[2]).toEqual({
      ...zoo,
      lastSeq: 3,
      lastReadSeq: 1,
      unread: 2,
      mentions: 2,
      firstMessageAt: first.createdAt,
      lastMessageAt: last.createdAt,
    });
  });

  it('count what others wrote, a hundred at most, without what was deleted', async () => {
    const { id } = await open();
    for (let index = 0; index < 3; index++) await chats.write(ben, id, `@room ${index}`);
    await app.database.query('update messages set deleted_at = now() where chat_id = $1 and seq = 2', [id]);
    const countsOf = async (of: TestUser) => {
      const found = (await chats.list(of)).find((chat) => chat.id === id);
      return [found?.unread, found?.mentions];
    };
    expect(await countsOf(anna)).toEqual([2, 2]);
    expect(await countsOf(ben)).toEqual([0, 0]);
    await Promise.all(Array.from({ length: 100 }, () => chats.write(ben, id, '@room')));
    expect(await countsOf(anna)).toEqual([limits.unreadCountMax, limits.unreadCountMax]);
  });

  it('are heard by who comes into the room, who has read what was written before', async () => {
    const plans = await open();
    await chats.write(anna, plans.id, 'before');
    const cem = await app.signUp();
    const cems = await app.socket(cem.token);
    await rooms.join(cem, room.slug);
    await cems.next('room:added');
    expect((await chats.list(cem)).map(({ id, unread, lastReadSeq }) => [id, unread, lastReadSeq])).toEqual([
      [room.chatId, 0, 0],
      [plans.id, 0, 1],
    ]);
    expect(await hears(cems, plans.id)).toBe(true);
    expect(await hears(cems, room.chatId)).toBe(true);
  });

  it.each(['admit', 'chatIdsOf'] as const)(
    'are heard by who comes into the room while one is opened (after %s)',
    async (step) => {
      const cem = await app.signUp();
      const cems = await app.socket(cem.token);
      let plans: RoomChat | undefined;
      afterOnce(step, async () => (plans = await open()));
      await rooms.join(cem, room.slug);
      await cems.next('room:added');
      expect(await hears(cems, plans?.id ?? '')).toBe(true);
    },
  );

  it('are heard from their first message on by a socket that was about to connect when one was opened', async () => {
    let plans: RoomChat | undefined;
    inMiddleOfAdmission(ben, async () => (plans = await open()));
    const bens = await app.socket(ben.token);
    expect(await hears(bens, plans?.id ?? '')).toBe(true);
  });

  describe('are lost, all of them, by', () => {
    it('who leaves, and who is removed, with every socket', async () => {
      const cem = await app.signUp();
      await rooms.join(cem, room.slug);
      const plans = await open();
      const sockets = await Promise.all([ben, ben, cem].map(({ token }) => app.socket(token)));
      await rooms.leave(ben, room.slug);
      await rooms.remove(anna, room.slug, cem);
      for (const socket of sockets) {
        await socket.next('room:removed');
        for (const id of [room.chatId, plans.id]) expect(await hears(socket, id)).toBe(false);
      }
      for (const former of [ben, cem]) {
        expect(await chats.list(former)).toEqual([]);
        expect(outcomeOf(await chats.post(former, plans.id))).toBe('chat_not_found');
        expect(outcomeOf(await chats.history(former, plans.id))).toBe('chat_not_found');
      }
    });

    it('who leaves while another one is opened, which takes in all who still hear the first', async () => {
      const bens = await app.socket(ben.token);
      let plans: RoomChat | undefined;
      afterOnce('change', async () => (plans = await open()));
      await rooms.leave(ben, room.slug);
      expect(await hears(bens, plans?.id ?? '')).toBe(false);
    });

    it('a socket that was about to connect when its person was removed', async () => {
      const plans = await open();
      inMiddleOfAdmission(ben, () => rooms.remove(anna, room.slug, ben));
      const bens = await app.socket(ben.token);
      expect(await hears(bens, plans.id)).toBe(false);
      expect(await hears(bens, room.chatId)).toBe(false);
    });
  });

  describe('are renamed, described, archived', () => {
    it('by the owner, and all members hear of it', async () => {
      const plans = await open();
      const bens = await app.socket(ben.token);
      const renamed = await chats.update(anna, room.slug, plans.id, { name: 'Ideas' });
      expect(renamed.body).toEqual({ ...plans, name: 'Ideas' });
      expect(await bens.next('room-chat:changed')).toMatchObject({ chat: { id: plans.id, name: 'Ideas' } });
      const described = await chats.update(anna, room.slug, plans.id, { description: 'new ones' });
      expect(described.body).toEqual({ ...plans, name: 'Ideas', description: 'new ones' });
      expect((await chats.update(anna, room.slug, plans.id, {})).body).toEqual(described.body);
      expect((await chats.update(anna, room.slug, room.chatId, { name: 'Lobby' })).body).toMatchObject({
        id: room.chatId,
        main: true,
        name: 'Lobby',
      });
    });

    it('and then read and listed on, and not written, until they are in use again', async () => {
      const plans = await open();
      const message = await chats.write(ben, plans.id);
      const socket = await app.socket(ben.token);
      const { archivedAt } = (await chats.update(anna, room.slug, plans.id, { archived: true })).body;
      expect(archivedAt).not.toBeNull();
      const again = await chats.update(anna, room.slug, plans.id, { archived: true, name: 'Old plans' });
      expect(again.body).toMatchObject({ archivedAt, name: 'Old plans' });
      for (const one of [anna, ben]) expect(outcomeOf(await chats.post(one, plans.id))).toBe('chat_archived');
      const refused = { ok: false, error: { code: 'chat_archived' } };
      expect(await socket.command('message:send', newMessage(plans.id))).toMatchObject(refused);
      expect(await socket.command('chat:typing', { chatId: plans.id, typing: true })).toMatchObject(refused);
      expect((await chats.history(ben, plans.id)).body.messages).toEqual([message]);
      expect((await chats.list(ben)).map(({ name }) => name)).toEqual(['General', 'Old plans']);
      const back = await chats.update(anna, room.slug, plans.id, { archived: false });
      expect(back.body.archivedAt).toBeNull();
      expect(outcomeOf(await chats.post(ben, plans.id))).toBe('ok');
    });
  });

  describe('are refused', () => {
    it('to all who do not own the room: a member, a former one, a stranger', async () => {
      const plans = await open();
      const closed = await roomOf(app, [anna, ben], { title: 'Closed', visibility: 'private' });
      const secret = (await chats.open(anna, closed.slug)).body;
      const [former, stranger] = [await app.signUp(), await app.signUp()];
      for (const { slug } of [room, closed]) {
        await rooms.add(anna, slug, former);
        await rooms.remove(anna, slug, former);
      }
      const outcomes = async (by: TestUser, slug: string, chatId: string) => [
        outcomeOf(await chats.open(by, slug)),
        outcomeOf(await chats.update(by, slug, chatId, { name: 'Mine' })),
        outcomeOf(await chats.update(by, slug, chatId, { archived: true })),
      ];
      for (const person of [ben, former, stranger]) {
        expect(await outcomes(person, room.slug, plans.id)).toEqual(Array(3).fill('not_the_owner'));
      }
      expect(await outcomes(ben, closed.slug, secret.id)).toEqual(Array(3).fill('not_the_owner'));
      for (const person of [former, stranger]) {
        expect(await outcomes(person, closed.slug, secret.id)).toEqual(Array(3).fill('room_not_found'));
        expect((await chats.list(person)).filter(({ roomId }) => roomId === closed.id)).toEqual([]);
      }
      expect(await outcomes(anna, 'no-such-room', plans.id)).toEqual(Array(3).fill('room_not_found'));
    });

    it('in another room than their own, and where the chat is of two people', async () => {
      const other = await roomOf(app, [anna], { title: 'Other' });
      const foreign = (await chats.open(anna, other.slug)).body;
      const direct = await befriend(app, anna, ben);
      for (const chatId of [foreign.id, direct, room.id]) {
        expect(outcomeOf(await chats.update(anna, room.slug, chatId, { name: 'x' }))).toBe('chat_not_found');
      }
      expect((await chats.list(anna)).find(({ id }) => id === foreign.id)?.name).toBe('Plans');
    });

    it('to be archived, where it is the first one', async () => {
      const answer = await chats.update(anna, room.slug, room.chatId, { archived: true, name: 'Gone' });
      expect([answer.status, answer.problem.code]).toEqual([409, 'main_chat_stays']);
      expect((await chats.list(anna))[0]?.name).toBe('General');
    });

    it(`beyond ${limits.chatsPerRoomMax}, also when all come at once`, async () => {
      const answers = await Promise.all(
        Array.from({ length: limits.chatsPerRoomMax + 4 }, (_, index) =>
          chats.open(anna, room.slug, { name: `n${index}` }),
        ),
      );
      const outcomes = answers.map(outcomeOf);
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(limits.chatsPerRoomMax - 1);
      expect(outcomes.filter((outcome) => outcome === 'too_many_chats')).toHaveLength(5);
      expect(await chats.list(ben)).toHaveLength(limits.chatsPerRoomMax);
    });

    it.each([
      ['no name', { name: ' ' }, 'invalid_input'],
      ['a name that nobody sees', { name: '\u200b' }, 'invalid_input'],
      ['a name that is too long', { name: 'a'.repeat(41) }, 'invalid_input'],
      ['a name that turns the text around', { name: 'a\u202eb' }, 'text_malformed'],
      ['a name of two lines', { name: 'a\nb' }, 'text_malformed'],
      ['a NUL', { name: 'a\u0000' }, 'text_malformed'],
      ['a description that is too long', { name: 'a', description: 'd'.repeat(281) }, 'invalid_input'],
    ])('with %s', async (_, body, code) => {
      expect(outcomeOf(await chats.open(anna, room.slug, body))).toBe(code);
      expect(outcomeOf(await chats.update(anna, room.slug, room.chatId, body))).toBe(code);
    });

    it('to who opens them without end', async () => {
      const few = await startTestApp({ roomRate: { perSecond: 0.01, burst: 2 } });
      const owner = await few.signUp();
      const { slug } = await roomOf(few, [owner]);
      const answers = [];
      for (let index = 0; index < 3; index++)
        answers.push(outcomeOf(await chatsClient(few).open(owner, slug)));
      await few.close();
      expect(answers).toEqual(['ok', 'ok', 'rate_limited']);
    });
  });

  it('go with the room, when the last one leaves it', async () => {
    const lonely = await roomOf(app, [anna], { title: 'Lonely' });
    const plans = (await chats.open(anna, lonely.slug)).body;
    await chats.write(anna, plans.id);
    await rooms.leave(anna, lonely.slug);
    expect(outcomeOf(await chats.history(anna, plans.id))).toBe('chat_not_found');
    expect((await chats.list(anna)).filter(({ roomId }) => roomId === lonely.id)).toEqual([]);
  });

  it('go with the room while messages are stored and indexed in all of them, and nobody waits in a circle', async () => {
    for (let round = 0; round < 4; round++) {
      const busy = await roomOf(app, [anna], { title: `Busy ${round}` });
      const opened = [busy.chatId];
      for (let index = 0; index < 5; index++) opened.push((await chats.open(anna, busy.slug)).body.id);
      const write = () => opened.map((id) => chats.post(anna, id));
      await Promise.all(write());
      const [left, ...posts] = await Promise.all([
        rooms.leave(anna, busy.slug),
        ...write(),
        ...write().reverse(),
      ]);
      expect(outcomeOf(left)).toBe('ok');
      for (const post of posts) expect(['ok', 'chat_not_found']).toContain(outcomeOf(post));
    }
  });
});
