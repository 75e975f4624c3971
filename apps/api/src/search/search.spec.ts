import { type Message, type Room, routes } from '@parlour/contracts';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { asUser, plenty, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { firstIdAt } from '../database/ids.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { roomClient } from '../rooms/testing/room-client.js';
import { indexed } from './testing/indexed.js';

describe('a search for messages', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;
  let room: Room;

  beforeAll(async () => {
    app = await startTestApp({ searchRate: plenty, messageRate: plenty, roomRate: plenty });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
    room = await roomOf(app, [anna, ben]);
  });

  const write = async (by: TestUser, text: string, chatId = room.chatId): Promise<Message> => {
    const { chatId: id, ...body } = newMessage(chatId, text);
    return (await app.http(routes.postMessage, { params: { chatId: id }, body }, by)).body.message;
  };
  const ask = async (by: TestUser, q: string, page: { before?: string; limit?: number } = {}) => {
    await indexed(app.database);
    return app.http(routes.search, { query: { q, ...page } }, by);
  };
  const textsOf = async (by: TestUser, q: string) =>
    (await ask(by, q)).body.hits.map(({ message }) => message.text);

  /** As the statements that change messages do. */
  const queue = async (messageId: string) => {
    await app.database.query('insert into search_queue values ($1)', [messageId]);
    app.app.get(DomainEvents).publish({ type: 'messages-queued' });
  };

  describe('finds', () => {
    it.each([
      ['a word, whatever its case and accents', 'CAFE', 'At the Café, tomorrow'],
      ['the other way round', 'café', 'at the cafe'],
      ['a word by its beginning', 'tomo', 'See you tomorrow'],
      ['a word by a part of it', 'nacht', 'Frohe Weihnachten'],
      ['a word by its end', 'nachten', 'Frohe Weihnachten'],
      ['ß as ss', 'strasse', 'Lange Straße 5'],
      ['all words, in whatever order', 'green tea', 'Tea, which is green'],
      ['words that stand together', '"green tea"', 'I like green tea'],
      ['words within an address', 'orchard', 'https://example.org/apple-orchard?x=1'],
      ['words with a hyphen', 'well-known', 'A well known place'],
      ['words with an underscore', 'max_value', 'let max_value = 5'],
      ['numbers', '42', 'The answer is 42.'],
      ['numbers in parts', '1.5', 'Take 1.5 of it'],
      ['words in Chinese and Japanese, which have no spaces', '東京', '私は東京タワーを見た'],
      ['words in other scripts', 'привет', 'Привет, мир'],
      ['words beside an emoji', 'party', '🎉party🎉'],
    ])('%s: %j in %j', async (_, q, text) => {
      await write(ben, 'something else');
      await write(ben, text);
      expect(await textsOf(anna, q)).toEqual([text]);
    });

    it.each([
      ['half of the words', 'green tea', 'green only'],
      ['words apart, for a phrase', '"green tea"', 'green and black tea'],
      ['a beginning within a phrase', '"green te"', 'green tea'],
      ['a part of two letters', 'ow', 'tomorrow'],
    ])('nothing by %s', async (_, q, text) => {
      await write(ben, text);
      expect(await textsOf(anna, q)).toEqual([]);
    });

    it.each([
      "'",
      '\\',
      "a'b\\c:*",
      '%',
      '_',
      '&|!()',
      "'' | ''",
      '<-> a',
      '\\u0041',
      '#image',
      `@${'a'.repeat(8)}`,
    ])('only words, in what looks like a command: %j', async (q) => {
      await write(ben, 'innocent');
      const answer = await ask(anna, q);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) expect(answer.body.hits).toEqual([]);
      else expect(answer.problem.code).toBe('search_invalid');
    });

    it('the newest first, with the messages around it, where it is, and what to mark', async () => {
      const before = await write(ben, 'before');
      const first = await write(anna, 'tea one');
      const between = await write(ben, 'between');
      const second = await write(ben, 'Tea two');
      const place = {
        kind: 'room',
        chatId: room.chatId,
        roomId: room.id,
        slug: room.slug,
        roomTitle: room.title,
        chatName: 'General',
        main: true,
      };
      expect((await ask(anna, 'TEA')).body).toEqual({
        hits: [
          { place, message: second, previous: between, next: null },
          { place, message: first, previous: before, next: between },
        ],
        terms: ['tea'],
        hasMore: false,
      });
    });

    it('page after page, each message once', async () => {
      const written: string[] = [];
      for (let index = 0; index < 7; index++) written.push((await write(ben, `tea ${index}`)).id);
      const seen: string[] = [];
      let before: string | undefined;
      for (const [count, hasMore] of [
        [3, true],
        [3, true],
        [1, false],
      ] as const) {
        const { body } = await ask(anna, 'tea', { limit: 3, ...(before !== undefined && { before }) });
        expect([body.hits.length, body.hasMore]).toEqual([count, hasMore]);
        seen.push(...body.hits.map(({ message }) => message.id));
        before = seen.at(-1);
      }
      expect(seen).toEqual(written.reverse());
    });

    it('what it says after an edit, not what it said before', async () => {
      const { id } = await write(anna, 'coffee');
      await indexed(app.database);
      const params = { chatId: room.chatId, messageId: id };
      await app.http(routes.editMessage, { params, body: { text: 'cocoa' } }, anna);
      expect(await textsOf(ben, 'cocoa')).toEqual(['cocoa']);
      expect(await textsOf(ben, 'coffee')).toEqual([]);
    });

    it('nothing of what was deleted, from that moment on', async () => {
      const { id } = await write(anna, 'coffee');
      expect(await textsOf(ben, 'coffee')).toEqual(['coffee']);
      await app.http(routes.deleteMessage, { params: { chatId: room.chatId, messageId: id } }, anna);
      expect((await app.http(routes.search, { query: { q: 'coffee' } }, ben)).body.hits).toEqual([]);
      expect(await textsOf(ben, 'coffee')).toEqual([]);
      expect(await textsOf(ben, 'from:me')).toEqual([]);
    });
  });

  describe('by an operator', () => {
    it('from: one or several people, or me', async () => {
      const cem = await app.signUp();
      await roomClient(app).join(cem, room.slug);
      for (const person of [anna, ben, cem]) await write(person, `tea of ${person.user.username}`);
      const of = (...people: TestUser[]) => people.map(({ user }) => `tea of ${user.username}`);
      expect(await textsOf(anna, `tea from:${ben.user.username}`)).toEqual(of(ben));
      expect(await textsOf(anna, `from:@${ben.user.username.toUpperCase()}`)).toEqual(of(ben));
      expect(await textsOf(anna, `from:me from:${cem.user.username} tea`)).toEqual(of(cem, anna));
      expect(await textsOf(ben, 'from:me')).toEqual(of(ben));
      expect(await textsOf(anna, 'tea from:nobody_at_all')).toEqual([]);
    });

    it('in: a room, a chat by its name, or with a person', async () => {
      const other = await roomOf(app, [anna, ben], { title: 'Other place' });
      const { body: plans } = await app.http(
        routes.createRoomChat,
        { params: { slug: room.slug }, body: { name: 'Plan B' } },
        anna,
      );
      const direct = await befriend(app, anna, ben);
      await write(ben, 'tea here');
      await write(ben, 'tea there', other.chatId);
      await write(ben, 'tea planned', plans.id);
      await write(ben, 'tea for you', direct);
      expect(await textsOf(anna, 'tea')).toEqual(['tea for you', 'tea planned', 'tea there', 'tea here']);
      expect(await textsOf(anna, `tea in:${room.slug}`)).toEqual(['tea planned', 'tea here']);
      expect(await textsOf(anna, 'tea in:"#plan b"')).toEqual(['tea planned']);
      expect(await textsOf(anna, `in:@${ben.user.username}`)).toEqual(['tea for you']);
      expect(await textsOf(anna, `tea in:${room.slug} in:#"Plan B"`)).toEqual(['tea planned']);
      expect(await textsOf(anna, `tea in:${other.slug} in:#"Plan B"`)).toEqual([]);
      expect(await textsOf(anna, 'tea in:no-such-room')).toEqual([]);
      const [hit] = (await ask(ben, `in:@${anna.user.username}`)).body.hits;
      expect(hit?.place).toEqual({ kind: 'direct', chatId: direct, user: asUser(anna) });
    });

    it('before: and after: a day in UTC, without the day itself', async () => {
      const days = ['2026-01-09', '2026-01-10', '2026-01-11'];
      for (const day of days) {
        const { id } = await write(ben, `tea ${day}`);
        const then = firstIdAt(new Date(`${day}T23:59:59.999Z`)).replace(/.{12}$/, id.slice(-12));
        await indexed(app.database);
        await app.database.query('update messages set id = $2 where id = $1', [id, then]);
        await app.database.query('delete from search_entries where message_id = $1', [id]);
        await queue(then);
      }
      expect(await textsOf(anna, 'tea before:2026-01-10')).toEqual(['tea 2026-01-09']);
      expect(await textsOf(anna, 'tea after:2026-01-10')).toEqual(['tea 2026-01-11']);
      expect(await textsOf(anna, 'after:2026-01-09 before:2026-01-11')).toEqual(['tea 2026-01-10']);
      expect(await textsOf(anna, 'tea after:2026-01-11')).toEqual([]);
    });

    it('has: a link', async () => {
      await write(ben, 'no link: example.org');
      await write(ben, 'a link https://example.org/');
      expect(await textsOf(anna, 'has:link')).toEqual(['a link https://example.org/']);
    });

    it('has: a file, of any kind or of one, which is found by its name too', async () => {
      const { id } = await write(ben, 'look');
      await write(ben, 'nothing to look at');
      await indexed(app.database);
      await app.database.query(
        `insert into attachments (id, chat_id, owner_id, message_id, position, name, kind, media_type, size_bytes, created_at)
         values (gen_random_uuid(), $1, $2, $3, 0, 'Garden_party.jpeg', 'image', 'image/jpeg', 1, now())`,
        [room.chatId, ben.user.id, id],
      );
      await queue(id);
      for (const q of ['has:file', 'has:image', 'has:image look', 'garden', 'party.jpeg']) {
        expect(await textsOf(anna, q)).toEqual(['look']);
      }
      for (const q of ['has:video', 'has:link', 'has:image has:audio'])
        expect(await textsOf(anna, q)).toEqual([]);
    });
  });

  describe('finds nothing that is not theirs to read:', () => {
    it('a stranger, in a private and in a public room', async () => {
      const closed = await roomOf(app, [anna, ben], { visibility: 'private', title: 'Closed' });
      const direct = await befriend(app, anna, ben);
      const stranger = await app.signUp();
      for (const chatId of [room.chatId, closed.chatId, direct]) await write(anna, 'secret', chatId);
      const searches = [
        'secret',
        'secr',
        'ecre',
        `in:${room.slug}`,
        `in:${closed.slug}`,
        'in:#General',
        `in:@${anna.user.username}`,
        `from:${anna.user.username}`,
        'after:2020-01-01',
      ];
      for (const q of searches) {
        expect((await ask(stranger, q)).body).toMatchObject({ hits: [], hasMore: false });
        expect((await ask(ben, q)).body.hits).not.toEqual([]);
      }
    });

    it('somebody who has left, or was removed, and finds it again on return', async () => {
      const rooms = roomClient(app);
      const cem = await app.signUp();
      await rooms.join(cem, room.slug);
      await write(anna, 'secret');
      expect(await textsOf(ben, 'secret')).toEqual(['secret']);
      await rooms.leave(ben, room.slug);
      await rooms.remove(anna, room.slug, cem);
      for (const former of [ben, cem]) {
        for (const q of ['secret', `in:${room.slug}`, `from:${anna.user.username}`]) {
          expect(await textsOf(former, q)).toEqual([]);
        }
      }
      await rooms.join(ben, room.slug);
      expect(await textsOf(ben, 'secret')).toEqual(['secret']);
    });

    it('those who are friends no longer, or blocked, still find what they may still read', async () => {
      const direct = await befriend(app, anna, ben);
      await write(anna, 'secret', direct);
      await peopleClient(app).block(anna, ben);
      for (const one of [anna, ben]) expect(await textsOf(one, 'secret')).toEqual(['secret']);
      expect(await textsOf(await app.signUp(), 'secret')).toEqual([]);
    });
  });

  describe('is refused', () => {
    it.each([
      ['from:', 'value_missing'],
      ['before:soon', 'not_a_day'],
      ['"open', 'quote_open'],
      ['?!', 'nothing_to_find'],
    ])('where it makes no sense: %j, with the reason', async (q, code) => {
      const answer = await ask(anna, q);
      expect([answer.status, answer.problem.code]).toEqual([400, 'search_invalid']);
      expect(answer.problem.issues).toMatchObject([{ path: 'q', code }]);
    });

    it.each([
      [{ q: '  ' }, 'search_invalid'],
      [{ q: 'a'.repeat(201) }, 'search_invalid'],
      [{ q: 'a\u0000' }, 'text_malformed'],
      [{ q: 'a', limit: 0 }, 'invalid_input'],
      [{ q: 'a', limit: 51 }, 'invalid_input'],
      [{ q: 'a', before: 'yesterday' }, 'invalid_input'],
    ])('where it is no search: %j', async (query, code) => {
      expect(outcomeOf(await app.http(routes.search, { query }, anna))).toBe(code);
    });

    it('without an access token', async () => {
      expect((await app.http(routes.search, { query: { q: 'a' } })).status).toBe(401);
    });

    it('to who asks without end', async () => {
      const few = await startTestApp({ searchRate: { perSecond: 0.01, burst: 2 } });
      const person = await few.signUp();
      const answers = [];
      for (let index = 0; index < 3; index++) {
        answers.push(outcomeOf(await few.http(routes.search, { query: { q: 'a' } }, person)));
      }
      await few.close();
      expect(answers).toEqual(['ok', 'ok', 'rate_limited']);
    });
  });
});
