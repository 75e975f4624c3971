import { routes } from '@parlour/contracts';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { roomClient } from './testing/room-client.js';

describe('who is in a room', () => {
  let app: TestApp;
  let rooms: ReturnType<typeof roomClient>;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
    rooms = roomClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  });

  it('somebody joins a public room: the members hear of them, they hear of the room and its chat', async () => {
    const { slug, id } = await rooms.create(anna);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const answer = await rooms.join(ben, slug);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'member', memberCount: 2 });
    expect(await annas.next('room:member-joined')).toMatchObject({
      roomId: id,
      member: { user: asUser(ben), role: 'member' },
    });
    expect((await bens.next('room:added')).room).toEqual(answer.body);

    const text = 'hello';
    const sent = await annas.command('message:send', {
      chatId: answer.body.chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c1',
      text,
    });
    expect(sent.ok).toBe(true);
    expect((await bens.next('message:created')).message.text).toBe(text);
  });

  it('joining again changes nothing and tells nobody', async () => {
    const { slug } = await rooms.create(anna);
    const first = await rooms.join(ben, slug);
    const socket = await app.socket(anna.token);
    const second = await rooms.join(ben, slug);
    expect([second.status, second.body]).toEqual([200, first.body]);
    await rooms.leave(ben, slug);
    await socket.next('room:member-left'); // what was sent before has arrived by now
    expect(socket.pending('room:member-joined')).toEqual([]);
  });

  it('twenty who join at the same instant are all in, each once', async () => {
    const { slug } = await rooms.create(anna);
    const people = await Promise.all(Array.from({ length: 10 }, () => app.signUp()));
    const answers = await Promise.all([...people, ...people].map((person) => rooms.join(person, slug)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await rooms.get(anna, slug)).body.memberCount).toBe(11);
  });

  it('a member who leaves is gone at once, and hears the chat no more', async () => {
    const { slug, id, chatId } = await rooms.create(anna);
    await rooms.join(ben, slug);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    expect((await rooms.leave(ben, slug)).status).toBe(204);
    expect(await bens.next('room:removed')).toEqual({ roomId: id });
    expect(await annas.next('room:member-left')).toEqual({
      roomId: id,
      userId: ben.user.id,
      ownerId: anna.user.id,
    });
    await annas.command('message:send', {
      chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c2',
      text: 'they are gone',
    });
    await annas.next('message:created');
    await bens.command('lobby:watch', {}); // what was sent before has arrived when this is answered
    expect(bens.pending('message:created')).toEqual([]);
    expect((await rooms.get(ben, slug)).body).toMatchObject({ role: null, memberCount: 1 });
  });

  it('an owner who leaves hands the room to the member of longest standing', async () => {
    const { slug, id } = await rooms.create(anna);
    const young = ben;
    const old = await app.signUp();
    await rooms.join(old, slug);
    await rooms.join(young, slug);
    const socket = await app.socket(young.token);
    await rooms.leave(anna, slug);
    expect(await socket.next('room:member-left')).toEqual({
      roomId: id,
      userId: anna.user.id,
      ownerId: old.user.id,
    });
    expect((await rooms.get(old, slug)).body).toMatchObject({ role: 'owner', ownerId: old.user.id });
    expect((await rooms.get(young, slug)).body.role).toBe('member');
  });

  it('the last to leave closes the room, and all that was in it is gone', async () => {
    const { slug, id, chatId } = await rooms.create(anna);
    const socket = await app.socket(anna.token);
    await socket.command('message:send', {
      chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c3',
      text: 'last words',
    });
    await rooms.leave(anna, slug);
    expect((await rooms.get(anna, slug)).problem.code).toBe('room_not_found');
    const [left] = await app.database.query<{ count: number }[]>(
      `select (select count(*)::int from chats where room_id = $1)
            + (select count(*)::int from messages where chat_id = $2) as count`,
      [id, chatId],
    );
    expect(left?.count).toBe(0);
  });

  it('everybody leaves at the same instant: no owner is left behind, and the room is closed', async () => {
    const { slug, id } = await rooms.create(anna);
    const people = [anna, ben, ...(await Promise.all(Array.from({ length: 6 }, () => app.signUp())))];
    await Promise.all(people.slice(1).map((person) => rooms.join(person, slug)));
    const answers = await Promise.all(people.map((person) => rooms.leave(person, slug)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await app.database.query('select 1 from rooms where id = $1', [id])).toEqual([]);
  });

  it('people come while the last member goes: nobody is ever in a room that is not there', async () => {
    for (let round = 0; round < 10; round++) {
      const { slug, id } = await rooms.create(anna, { title: `Race ${round}` });
      const [left, joined] = await Promise.all([rooms.leave(anna, slug), rooms.join(ben, slug)]);
      expect(left.status).toBe(204);
      const after = await app.database.query<{ owner_id: string }[]>(
        'select owner_id from rooms where id = $1',
        [id],
      );
      if (joined.status === 200) expect(after).toEqual([{ owner_id: ben.user.id }]);
      else expect([joined.problem.code, after]).toEqual(['room_not_found', []]);
    }
  });

  it('the owner brings somebody into a private room, who hears of it at once', async () => {
    const { slug, id } = await rooms.create(anna, { visibility: 'private' });
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const answer = await rooms.add(anna, slug, ben);
    expect(answer.body).toMatchObject({ user: asUser(ben), role: 'member' });
    const { room } = await bens.next('room:added');
    expect(room).toMatchObject({ id, role: 'member', memberCount: 2 });
    expect((await annas.next('room:member-joined')).member).toEqual(answer.body);
    expect((await rooms.get(ben, slug)).body).toEqual(room);

    expect((await rooms.add(anna, slug, ben)).body).toEqual(answer.body);
    expect((await rooms.add(anna, slug, anna)).body).toMatchObject({ role: 'owner' });
    expect((await rooms.get(anna, slug)).body.memberCount).toBe(2);
  });

  it('many additions at once do not wait for each other for ever', async () => {
    const { slug } = await rooms.create(anna, { visibility: 'private' });
    const people = await Promise.all(Array.from({ length: 30 }, () => app.signUp()));
    const answers = await Promise.all(people.map((person) => rooms.add(anna, slug, person)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('the owner removes somebody, who loses the private room and its chat at once', async () => {
    const { slug, id, chatId } = await rooms.create(anna, { visibility: 'private' });
    await rooms.add(anna, slug, ben);
    const bens = await app.socket(ben.token);
    expect((await rooms.remove(anna, slug, ben)).status).toBe(204);
    expect(await bens.next('room:removed')).toEqual({ roomId: id });
    expect((await rooms.get(ben, slug)).problem.code).toBe('room_not_found');
    const sent = await bens.command('message:send', {
      chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c4',
      text: 'am I here?',
    });
    expect(sent).toMatchObject({ ok: false, error: { code: 'chat_not_found' } });
    expect((await rooms.remove(anna, slug, ben)).status).toBe(204);
  });

  it('the owner cannot remove themselves, they leave', async () => {
    const { slug } = await rooms.create(anna);
    const answer = await rooms.remove(anna, slug, anna);
    expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden']);
  });

  it('an unknown username is told to the owner', async () => {
    const { slug } = await rooms.create(anna);
    for (const route of [routes.addMember, routes.removeMember]) {
      for (const username of ['nobody_here', 'no', 'a b', 'x'.repeat(90), '\u0000']) {
        const answer = await app.http(route, { params: { slug, username } }, anna);
        expect([answer.status, answer.problem.code]).toEqual([404, 'user_not_found']);
      }
    }
  });

  it('members are found by how their username or their name begins, whatever its case, in pages', async () => {
    const { slug } = await rooms.create(anna);
    const named = async (username: string, displayName: string) => {
      const person = await app.signUp(username);
      await app.http(routes.updateProfile, { body: { displayName } }, person);
      await rooms.join(person, slug);
      return person.user.username;
    };
    const zora = await named('zora_1', 'Émile');
    const emil = await named('emil_1', 'Zora 100%');
    const zoe = await named('zoe_1', '_under');
    await app.signUp('zorro_1'); // not in the room
    const find = async (name: string, page: { after?: string; limit?: number } = {}) => {
      const { body } = await app.http(
        routes.listMembers,
        { params: { slug }, query: { name, ...page } },
        anna,
      );
      return { names: body.members.map(({ user }) => user.username), ...body };
    };
    expect((await find('ZOR')).names).toEqual([zora, emil]);
    expect((await find('zo')).names).toEqual([zora, emil, zoe]);
    expect((await find('éMI')).names).toEqual([zora]);
    expect((await find('zora 100%')).names).toEqual([emil]);
    for (const name of ['%', '100', 'ora', '\\', 'zora%']) expect((await find(name)).names).toEqual([]);
    expect((await find('_')).names).toEqual([zoe]);
    const first = await find('zo', { limit: 2 });
    expect([first.names, first.hasMore]).toEqual([[zora, emil], true]);
    const rest = await find('zo', { limit: 2, after: first.members.at(-1)?.user.id ?? '' });
    expect([rest.names, rest.hasMore]).toEqual([[zoe], false]);
  });

  it.each([' ', 'a'.repeat(41), '\u0000'])('members are not found by %j', async (name) => {
    const { slug } = await rooms.create(anna);
    const answer = await app.http(routes.listMembers, { params: { slug }, query: { name } }, anna);
    expect([answer.status, answer.problem.code]).toEqual([400, 'invalid_input']);
  });

  it('members come in pages, in the order of their accounts', async () => {
    const { slug } = await rooms.create(ben);
    const others = [await app.signUp(), await app.signUp()];
    for (const person of [...others, anna]) await rooms.join(person, slug);
    const everybody = [anna, ben, ...others].sort((a, b) => (a.user.id < b.user.id ? -1 : 1));
    const first = await app.http(routes.listMembers, { params: { slug }, query: { limit: 3 } }, anna);
    expect(first.body.hasMore).toBe(true);
    const after = first.body.members.at(-1)?.user.id ?? '';
    const second = await app.http(routes.listMembers, { params: { slug }, query: { after } }, anna);
    expect(second.body.hasMore).toBe(false);
    expect([...first.body.members, ...second.body.members].map(({ user }) => user.username)).toEqual(
      everybody.map(({ user }) => user.username),
    );
  });
});
