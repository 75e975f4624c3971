import { type CreateRoomRequest, routes } from '@parlour/contracts';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

/** As anyone may see them. */
const person = ({ user: { id, username } }: TestUser) => ({ id, username });

describe('rooms', () => {
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  });

  const create = async (user: TestUser, fields: Partial<CreateRoomRequest> = {}) => {
    const body = { title: 'Sunday lunch', visibility: 'public' as const, ...fields };
    return (await app.http(routes.createRoom, { body }, user)).body;
  };
  const at = (slug: string) => ({ params: { slug } });
  const join = (user: TestUser, slug: string) => app.http(routes.joinRoom, at(slug), user);
  const leave = (user: TestUser, slug: string) => app.http(routes.leaveRoom, at(slug), user);
  const get = (user: TestUser, slug: string) => app.http(routes.getRoom, at(slug), user);
  const add = (owner: TestUser, slug: string, { user }: TestUser) =>
    app.http(routes.addMember, { params: { slug, username: user.username } }, owner);
  const remove = (owner: TestUser, slug: string, { user }: TestUser) =>
    app.http(routes.removeMember, { params: { slug, username: user.username } }, owner);
  const membersOf = async (user: TestUser, slug: string) =>
    (await app.http(routes.listMembers, { ...at(slug), query: {} }, user)).body.members.map((member) => [
      member.user.username,
      member.role,
    ]);

  it('whoever opens a room owns it and is its first member; all their devices hear of it', async () => {
    const socket = await app.socket(anna.token);
    const answer = await app.http(
      routes.createRoom,
      { body: { title: '  Käse & Wein ', description: ' bring some ', visibility: 'private' } },
      anna,
    );
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      slug: 'kaese-wein',
      title: 'Käse & Wein',
      description: 'bring some',
      visibility: 'private',
      ownerId: anna.user.id,
      memberCount: 1,
      role: 'owner',
      live: [],
    });
    expect((await socket.next('room:added')).room).toEqual(answer.body);
    expect((await get(anna, 'kaese-wein')).body).toEqual(answer.body);
    expect(await membersOf(anna, 'kaese-wein')).toEqual([[anna.user.username, 'owner']]);
  });

  it('thirty rooms of one title opened at the same instant get thirty slugs', async () => {
    const rooms = await Promise.all(Array.from({ length: 30 }, () => create(anna, { title: 'Same' })));
    const slugs = new Set(rooms.map(({ slug }) => slug));
    expect(slugs.size).toBe(30);
    for (const slug of slugs) expect(slug).toMatch(/^same(-\d+)?$/);
    for (const number of ['', '-2', '-3']) expect(slugs).toContain(`same${number}`);
  });

  it.each([
    ['no title', { title: '' }, 'invalid_input'],
    ['a title that nobody sees', { title: ' \u200b ' }, 'invalid_input'],
    ['a title of 61 characters', { title: 'a'.repeat(61) }, 'invalid_input'],
    ['10,000 combining marks', { title: 'a'.padEnd(10_000, '\u0301') }, 'invalid_input'],
    ['a NUL', { title: 'a\u0000b' }, 'text_malformed'],
    ['half an emoji', { title: '\ud83e' }, 'text_malformed'],
    ['a line break', { title: 'a\nb' }, 'text_malformed'],
    ['a direction override', { title: 'a\u202eb' }, 'text_malformed'],
    ['a NUL in the description', { description: '\u0000' }, 'text_malformed'],
    ['a description of 281 characters', { description: 'd'.repeat(281) }, 'invalid_input'],
    ['another visibility', { visibility: 'secret' as 'public' }, 'invalid_input'],
  ])('a room with %s is refused', async (_, fields, code) => {
    const body = { title: 'Fine', visibility: 'public' as const, ...fields };
    const answer = await app.http(routes.createRoom, { body }, anna);
    expect([answer.status, answer.problem.code]).toEqual([400, code]);
    expect(answer.problem.issues?.[0]?.path).toBe(Object.keys(fields)[0]);
  });

  it('60 characters count as people count them', async () => {
    expect((await create(anna, { title: '🦊'.repeat(60) })).title).toBe('🦊'.repeat(60));
  });

  it('whoever opens rooms without end is throttled', async () => {
    const answers = await Promise.all(
      Array.from({ length: 70 }, () =>
        app.http(routes.createRoom, { body: { title: 'Spam', visibility: 'private' } }, anna),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.problem.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('somebody joins a public room: the members hear of them, they hear of the room and its chat', async () => {
    const { slug, id } = await create(anna);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const answer = await join(ben, slug);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'member', memberCount: 2 });
    expect(await annas.next('room:member-joined')).toMatchObject({
      roomId: id,
      member: { user: person(ben), role: 'member' },
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
    const { slug } = await create(anna);
    const first = await join(ben, slug);
    const socket = await app.socket(anna.token);
    const second = await join(ben, slug);
    expect([second.status, second.body]).toEqual([200, first.body]);
    await leave(ben, slug);
    await socket.next('room:member-left'); // what was sent before has arrived by now
    expect(socket.pending('room:member-joined')).toEqual([]);
  });

  it('twenty who join at the same instant are all in, each once', async () => {
    const { slug } = await create(anna);
    const people = await Promise.all(Array.from({ length: 10 }, () => app.signUp()));
    const answers = await Promise.all([...people, ...people].map((person) => join(person, slug)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await get(anna, slug)).body.memberCount).toBe(11);
  });

  it('a member who leaves is gone at once, and hears the chat no more', async () => {
    const { slug, id, chatId } = await create(anna);
    await join(ben, slug);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    expect((await leave(ben, slug)).status).toBe(204);
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
    expect((await get(ben, slug)).body).toMatchObject({ role: null, memberCount: 1 });
  });

  it('an owner who leaves hands the room to the member of longest standing', async () => {
    const { slug, id } = await create(anna);
    const young = ben;
    const old = await app.signUp();
    await join(old, slug);
    await join(young, slug);
    const socket = await app.socket(young.token);
    await leave(anna, slug);
    expect(await socket.next('room:member-left')).toEqual({
      roomId: id,
      userId: anna.user.id,
      ownerId: old.user.id,
    });
    expect((await get(old, slug)).body).toMatchObject({ role: 'owner', ownerId: old.user.id });
    expect((await get(young, slug)).body.role).toBe('member');
  });

  it('the last to leave closes the room, and all that was in it is gone', async () => {
    const { slug, id, chatId } = await create(anna);
    const socket = await app.socket(anna.token);
    await socket.command('message:send', {
      chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c3',
      text: 'last words',
    });
    await leave(anna, slug);
    expect((await get(anna, slug)).problem.code).toBe('room_not_found');
    const [left] = await app.database.query<{ count: number }[]>(
      `select (select count(*)::int from chats where room_id = $1)
            + (select count(*)::int from messages where chat_id = $2) as count`,
      [id, chatId],
    );
    expect(left?.count).toBe(0);
  });

  it('everybody leaves at the same instant: no owner is left behind, and the room is closed', async () => {
    const { slug, id } = await create(anna);
    const people = [anna, ben, ...(await Promise.all(Array.from({ length: 6 }, () => app.signUp())))];
    await Promise.all(people.slice(1).map((person) => join(person, slug)));
    const answers = await Promise.all(people.map((person) => leave(person, slug)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await app.database.query('select 1 from rooms where id = $1', [id])).toEqual([]);
  });

  it('people come while the last member goes: nobody is ever in a room that is not there', async () => {
    for (let round = 0; round < 10; round++) {
      const { slug, id } = await create(anna, { title: `Race ${round}` });
      const [left, joined] = await Promise.all([leave(anna, slug), join(ben, slug)]);
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
    const { slug, id } = await create(anna, { visibility: 'private' });
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const answer = await add(anna, slug, ben);
    expect(answer.body).toMatchObject({ user: person(ben), role: 'member' });
    const { room } = await bens.next('room:added');
    expect(room).toMatchObject({ id, role: 'member', memberCount: 2 });
    expect((await annas.next('room:member-joined')).member).toEqual(answer.body);
    expect((await get(ben, slug)).body).toEqual(room);

    expect((await add(anna, slug, ben)).body).toEqual(answer.body);
    expect((await add(anna, slug, anna)).body).toMatchObject({ role: 'owner' });
    expect((await get(anna, slug)).body.memberCount).toBe(2);
  });

  it('many additions at once do not wait for each other for ever', async () => {
    const { slug } = await create(anna, { visibility: 'private' });
    const people = await Promise.all(Array.from({ length: 30 }, () => app.signUp()));
    const answers = await Promise.all(people.map((person) => add(anna, slug, person)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('the owner removes somebody, who loses the private room and its chat at once', async () => {
    const { slug, id, chatId } = await create(anna, { visibility: 'private' });
    await add(anna, slug, ben);
    const bens = await app.socket(ben.token);
    expect((await remove(anna, slug, ben)).status).toBe(204);
    expect(await bens.next('room:removed')).toEqual({ roomId: id });
    expect((await get(ben, slug)).problem.code).toBe('room_not_found');
    const sent = await bens.command('message:send', {
      chatId,
      clientMessageId: '019a6f3e-0000-4000-8000-0000000000c4',
      text: 'am I here?',
    });
    expect(sent).toMatchObject({ ok: false, error: { code: 'chat_not_found' } });
    expect((await remove(anna, slug, ben)).status).toBe(204);
  });

  it('the owner cannot remove themselves, they leave', async () => {
    const { slug } = await create(anna);
    const answer = await remove(anna, slug, anna);
    expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden']);
  });

  it('an unknown username is told to the owner', async () => {
    const { slug } = await create(anna);
    for (const route of [routes.addMember, routes.removeMember]) {
      for (const username of ['nobody_here', 'no', 'a b', 'x'.repeat(90), '\u0000']) {
        const answer = await app.http(route, { params: { slug, username } }, anna);
        expect([answer.status, answer.problem.code]).toEqual([404, 'user_not_found']);
      }
    }
  });

  it('lists come in pages, newest first, each room once', async () => {
    const titles = ['One', 'Two', 'Three', 'Four', 'Five'];
    for (const title of titles) await create(anna, { title, visibility: 'private' });
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { body } = await app.http(
        routes.listRooms,
        { query: { scope: 'mine', limit: 2, ...(before && { before }) } },
        anna,
      );
      seen.push(...body.rooms.map(({ title }) => title));
      expect(body.hasMore).toBe(page < 2);
      before = body.rooms.at(-1)?.id;
    }
    expect(seen).toEqual([...titles].reverse());
  });

  it('the list of public rooms shows those one is not in, and no private ones', async () => {
    const open = await create(anna, { title: 'Open' });
    const closed = await create(anna, { title: 'Closed', visibility: 'private' });
    const { body } = await app.http(routes.listRooms, { query: { scope: 'public', limit: 100 } }, ben);
    expect(body.rooms.find(({ id }) => id === open.id)).toMatchObject({ role: null, memberCount: 1 });
    expect(body.rooms.map(({ id }) => id)).not.toContain(closed.id);
    const mine = await app.http(routes.listRooms, { query: { scope: 'mine' } }, ben);
    expect(mine.body).toEqual({ rooms: [], hasMore: false });
  });

  it('lists and rooms say who is live', async () => {
    const { slug, id } = await create(anna);
    const socket = await app.socket(anna.token);
    const media = { microphone: true, camera: false };
    expect((await socket.command('call:join', { roomId: id, media })).ok).toBe(true);
    const expected = [person(anna)];
    expect((await get(ben, slug)).body.live).toEqual(expected);
    const { body } = await app.http(routes.listRooms, { query: { scope: 'public' } }, ben);
    expect(body.rooms.find((room) => room.id === id)?.live).toEqual(expected);
    await leave(anna, slug);
    await socket.next('call:ended');
  });

  it('members come in pages, in the order of their accounts', async () => {
    const { slug } = await create(ben);
    const others = [await app.signUp(), await app.signUp()];
    for (const person of [...others, anna]) await join(person, slug);
    const everybody = [anna, ben, ...others].sort((a, b) => (a.user.id < b.user.id ? -1 : 1));
    const first = await app.http(routes.listMembers, { ...at(slug), query: { limit: 3 } }, anna);
    expect(first.body.hasMore).toBe(true);
    const after = first.body.members.at(-1)?.user.id ?? '';
    const second = await app.http(routes.listMembers, { ...at(slug), query: { after } }, anna);
    expect(second.body.hasMore).toBe(false);
    expect([...first.body.members, ...second.body.members].map(({ user }) => user.username)).toEqual(
      everybody.map(({ user }) => user.username),
    );
  });

  it.each([
    [{ scope: 'all' }],
    [{}],
    [{ scope: 'mine', limit: '0' }],
    [{ scope: 'mine', limit: '101' }],
    [{ scope: 'mine', limit: 'NaN' }],
    [{ scope: 'mine', before: "'; drop table rooms; --" }],
    [{ scope: 'mine', before: '\u0000' }],
  ])('a list asked for by %j is refused', async (query) => {
    const response = await fetch(`${app.url}${routes.listRooms.path}?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${anna.token}` },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_input' });
  });
});
