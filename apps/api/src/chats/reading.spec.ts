import { limits, type Room } from '@parlour/contracts';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, startTestApp, type TestApp, type TestUser, unhurried } from '../../test/test-app.js';
import { roomClient } from '../rooms/testing/room-client.js';
import { chatsClient, read, settled } from './testing/chats-client.js';

describe('of a chat', () => {
  let app: TestApp;
  let chats: ReturnType<typeof chatsClient>;
  let anna: TestUser;
  let ben: TestUser;
  let cem: TestUser;
  let room: Room;

  beforeAll(async () => {
    app = await startTestApp(unhurried);
    chats = chatsClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben, cem] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
    room = await roomOf(app, [anna, ben, cem]);
  });

  const stateOf = async (of: TestUser) => {
    const found = (await chats.list(of)).find(({ id }) => id === room.chatId);
    return (
      found && {
        chatId: found.id,
        lastReadSeq: found.lastReadSeq,
        unread: found.unread,
        mentions: found.mentions,
      }
    );
  };
  const nothingMore = async (socket: TestSocket) => {
    await settled(socket);
    return [...socket.pending('chat:seen'), ...socket.pending('chat:read'), ...socket.pending('chat:typing')];
  };
  /** Everybody to whom a chat of these is nothing: a former member, a stranger. */
  const outsiders = async () => {
    const former = await app.signUp();
    await roomClient(app).join(former, room.slug);
    await roomClient(app).remove(anna, room.slug, former);
    return [former, await app.signUp()];
  };

  describe('the read mark', () => {
    it('moves forward by what was on the screen; own devices are told what is left, counted by the server', async () => {
      for (const text of ['one', '@room two', `three @${anna.user.username}`, 'four']) {
        await chats.write(ben, room.chatId, text);
      }
      const [phone, laptop] = await Promise.all([app.socket(anna.token), app.socket(anna.token)]);
      expect(await read(phone, room.chatId, 2)).toBe('ok');
      const state = { chatId: room.chatId, lastReadSeq: 2, unread: 2, mentions: 1 };
      for (const socket of [phone, laptop]) expect(await socket.next('chat:read')).toEqual(state);
      expect(await stateOf(anna)).toEqual(state);
      expect(await read(phone, room.chatId, 1)).toBe('ok');
      expect(await nothingMore(laptop)).toEqual([]);
      expect(await read(laptop, room.chatId, 99)).toBe('ok');
      expect(await phone.next('chat:read')).toEqual({ ...state, lastReadSeq: 4, unread: 0, mentions: 0 });
    });

    it('is set anywhere, also backwards: unread from here', async () => {
      for (let index = 0; index < 5; index++) await chats.write(ben, room.chatId, '@room');
      const socket = await app.socket(anna.token);
      for (const [to, lastReadSeq] of [
        [4, 4],
        [2, 2],
        [0, 0],
        [99, 5],
      ] as const) {
        const left = 5 - lastReadSeq;
        const state = { chatId: room.chatId, lastReadSeq, unread: left, mentions: left };
        const answer = await chats.setMark(anna, room.chatId, to);
        expect([answer.status, answer.body]).toEqual([200, state]);
        expect(await socket.next('chat:read')).toEqual(state);
        expect(await stateOf(anna)).toEqual(state);
      }
    });

    it('counts neither what one wrote oneself, nor one’s own mention of oneself, nor what was deleted', async () => {
      await chats.write(anna, room.chatId, `@${anna.user.username} @room`);
      const { id } = await chats.write(ben, room.chatId, `@${anna.user.username}`);
      await chats.write(ben, room.chatId, 'plain');
      expect((await chats.setMark(anna, room.chatId, 0)).body).toMatchObject({ unread: 2, mentions: 1 });
      await app.database.query('update messages set deleted_at = now() where id = $1', [id]);
      expect((await chats.setMark(anna, room.chatId, 0)).body).toMatchObject({ unread: 1, mentions: 0 });
    });

    it('counts in a direct chat too', async () => {
      const direct = await befriend(app, anna, ben);
      await chats.write(ben, direct, `for @${anna.user.username}`);
      await chats.write(ben, direct, 'and so on');
      expect((await chats.setMark(anna, direct, 0)).body).toMatchObject({ unread: 2, mentions: 1 });
    });

    it('is nobody’s who may not read the chat', async () => {
      await chats.write(anna, room.chatId);
      for (const outsider of await outsiders()) {
        expect(await read(await app.socket(outsider.token), room.chatId, 1)).toBe('chat_not_found');
        expect(outcomeOf(await chats.setMark(outsider, room.chatId, 1))).toBe('chat_not_found');
        expect(outcomeOf(await chats.seen(outsider, room.chatId))).toBe('chat_not_found');
        expect(outcomeOf(await chats.mute(outsider, room.chatId, true))).toBe('chat_not_found');
      }
      expect(outcomeOf(await chats.setMark(anna, room.id, 1))).toBe('chat_not_found');
    });

    it.each([-1, 1.5, 2 ** 53, '1', null])('is not set to %j', async (seq) => {
      expect(outcomeOf(await chats.setMark(anna, room.chatId, seq as number))).toBe('invalid_input');
    });
  });

  describe('what was seen', () => {
    beforeEach(async () => {
      for (let index = 0; index < 3; index++) await chats.write(anna, room.chatId);
    });

    it('is told to the others of a small room when a mark moves forward, and can be asked for', async () => {
      const [annas, bens, cems] = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
      if (!annas || !bens || !cems) throw new Error('Three sockets');
      await read(bens, room.chatId, 2);
      const seen = { chatId: room.chatId, userId: ben.user.id, lastReadSeq: 2 };
      for (const socket of [annas, cems]) expect(await socket.next('chat:seen')).toEqual(seen);
      await settled(bens);
      expect(bens.pending('chat:seen')).toEqual([]);
      await read(bens, room.chatId, 1);
      await chats.setMark(ben, room.chatId, 3);
      await chats.setMark(ben, room.chatId, 1);
      expect(await nothingMore(annas)).toEqual([]);
      const marksSeenBy = async (of: TestUser) => (await chats.seen(of, room.chatId)).body.seen;
      expect(await marksSeenBy(anna)).toEqual([{ userId: ben.user.id, lastReadSeq: 1 }]);
      expect(await marksSeenBy(ben)).toEqual([{ userId: anna.user.id, lastReadSeq: 3 }]);
    });

    it('is neither told nor answered of who does not show it, and not to them', async () => {
      const [annas, bens, cems] = await Promise.all([anna, ben, cem].map(({ token }) => app.socket(token)));
      if (!annas || !bens || !cems) throw new Error('Three sockets');
      expect((await chats.showRead(ben, false)).body.showRead).toBe(false);
      await read(bens, room.chatId, 1);
      await read(cems, room.chatId, 2);
      expect(await annas.next('chat:seen')).toMatchObject({ userId: cem.user.id });
      expect(await nothingMore(annas)).toEqual([]);
      await settled(bens);
      expect(bens.pending('chat:seen')).toEqual([]);
      expect((await chats.seen(anna, room.chatId)).body.seen).toEqual([
        { userId: cem.user.id, lastReadSeq: 2 },
      ]);
      expect((await chats.seen(ben, room.chatId)).body).toEqual({ seen: [] });
      await chats.showRead(ben, true);
      expect((await chats.seen(ben, room.chatId)).body.seen).toHaveLength(2);
    });

    it(`stays with oneself in a room of more than ${limits.seenMaxMembers}`, async () => {
      const crowd = await Promise.all(Array.from({ length: limits.seenMaxMembers - 3 }, () => app.signUp()));
      for (const person of crowd) await roomClient(app).join(person, room.slug);
      const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
      await read(bens, room.chatId, 1);
      await annas.next('chat:seen');
      expect((await chats.seen(anna, room.chatId)).body.seen).not.toEqual([]);
      await roomClient(app).join(await app.signUp(), room.slug);
      await read(bens, room.chatId, 2);
      expect(await nothingMore(annas)).toEqual([]);
      expect((await chats.seen(anna, room.chatId)).body).toEqual({ seen: [] });
    });

    it('in a direct chat is told among friends, and no longer when they are none', async () => {
      const direct = await befriend(app, anna, ben);
      for (let index = 0; index < 3; index++) await chats.write(anna, direct);
      const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
      await read(bens, direct, 1);
      const seen = { userId: ben.user.id, lastReadSeq: 1 };
      expect(await annas.next('chat:seen')).toEqual({ chatId: direct, ...seen });
      expect((await chats.seen(anna, direct)).body).toEqual({ seen: [seen] });
      await peopleClient(app).block(ben, anna);
      expect(await read(bens, direct, 2)).toBe('ok');
      expect(await nothingMore(annas)).toEqual([]);
      for (const one of [anna, ben]) expect((await chats.seen(one, direct)).body).toEqual({ seen: [] });
    });

    it('is not told to who has left', async () => {
      const [cems, bens] = [await app.socket(cem.token), await app.socket(ben.token)];
      await roomClient(app).leave(cem, room.slug);
      await read(bens, room.chatId, 1);
      expect(await nothingMore(cems)).toEqual([]);
      expect((await chats.seen(anna, room.chatId)).body.seen).toEqual([
        { userId: ben.user.id, lastReadSeq: 1 },
      ]);
    });
  });

  describe('muting', () => {
    it('is kept, and told to own devices only, when it changes', async () => {
      const direct = await befriend(app, anna, ben);
      const [phone, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
      for (const chatId of [room.chatId, direct]) {
        expect((await chats.mute(anna, chatId, true)).status).toBe(204);
        await chats.mute(anna, chatId, true);
        expect(await phone.next('chat:muted')).toEqual({ chatId, muted: true });
      }
      expect((await chats.list(anna))[0]).toMatchObject({ muted: true, lastReadSeq: 0 });
      expect((await chats.list(ben))[0]?.muted).toBe(false);
      await chats.write(ben, room.chatId);
      expect((await chats.list(anna))[0]).toMatchObject({ muted: true, unread: 1 });
      await chats.mute(anna, room.chatId, false);
      expect(await phone.next('chat:muted')).toEqual({ chatId: room.chatId, muted: false });
      await settled(phone);
      await settled(bens);
      expect([...phone.pending('chat:muted'), ...bens.pending('chat:muted')]).toEqual([]);
    });

    it('outlives reading and writing', async () => {
      await chats.mute(anna, room.chatId, true);
      await chats.write(anna, room.chatId);
      await chats.setMark(anna, room.chatId, 0);
      expect((await chats.list(anna))[0]?.muted).toBe(true);
    });
  });

  describe('typing', () => {
    const type = async (socket: TestSocket, chatId: string, typing = true) => {
      const answer = await socket.command('chat:typing', { chatId, typing });
      return answer.ok ? 'ok' : answer.error.code;
    };

    it('is told to the others, and not to any device of who types', async () => {
      const [phone, laptop, bens] = await Promise.all(
        [anna, anna, ben].map(({ token }) => app.socket(token)),
      );
      if (!phone || !laptop || !bens) throw new Error('Three sockets');
      for (const typing of [true, false]) {
        expect(await type(phone, room.chatId, typing)).toBe('ok');
        expect(await bens.next('chat:typing')).toEqual({ chatId: room.chatId, typing, user: asUser(anna) });
      }
      expect(await nothingMore(laptop)).toEqual([]);
      expect((await chats.history(ben, room.chatId)).body.messages).toEqual([]);
    });

    it('is refused, and told to nobody, where one cannot write', async () => {
      const direct = await befriend(app, anna, ben);
      const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
      for (const outsider of await outsiders()) {
        for (const chatId of [room.chatId, direct]) {
          expect(await type(await app.socket(outsider.token), chatId)).toBe('chat_not_found');
        }
      }
      await peopleClient(app).block(anna, ben);
      expect(await type(annas, direct)).toBe('person_blocked');
      expect(await type(bens, direct)).toBe('not_friends');
      expect([...(await nothingMore(annas)), ...(await nothingMore(bens))]).toEqual([]);
    });
  });
});
