import { routes } from '@parlour/contracts';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { roomClient } from './testing/room-client.js';

describe('rooms', () => {
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

  const membersOf = async (user: TestUser, slug: string) =>
    (await app.http(routes.listMembers, { params: { slug }, query: {} }, user)).body.members.map((member) => [
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
    expect((await rooms.get(anna, 'kaese-wein')).body).toEqual(answer.body);
    expect(await membersOf(anna, 'kaese-wein')).toEqual([[anna.user.username, 'owner']]);
  });

  it('thirty rooms of one title opened at the same instant get thirty slugs', async () => {
    const opened = await Promise.all(Array.from({ length: 30 }, () => rooms.create(anna, { title: 'Same' })));
    const slugs = new Set(opened.map(({ slug }) => slug));
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
    expect((await rooms.create(anna, { title: '🦊'.repeat(60) })).title).toBe('🦊'.repeat(60));
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

  it('lists come in pages, newest first, each room once', async () => {
    const titles = ['One', 'Two', 'Three', 'Four', 'Five'];
    for (const title of titles) await rooms.create(anna, { title, visibility: 'private' });
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
    const open = await rooms.create(anna, { title: 'Open' });
    const closed = await rooms.create(anna, { title: 'Closed', visibility: 'private' });
    const { body } = await app.http(routes.listRooms, { query: { scope: 'public', limit: 100 } }, ben);
    expect(body.rooms.find(({ id }) => id === open.id)).toMatchObject({ role: null, memberCount: 1 });
    expect(body.rooms.map(({ id }) => id)).not.toContain(closed.id);
    const mine = await app.http(routes.listRooms, { query: { scope: 'mine' } }, ben);
    expect(mine.body).toEqual({ rooms: [], hasMore: false });
  });

  it('lists and rooms say who is live', async () => {
    const { slug, id } = await rooms.create(anna);
    const socket = await app.socket(anna.token);
    const media = { microphone: true, camera: false, screen: false };
    expect((await socket.command('call:join', { target: { kind: 'room', roomId: id }, media })).ok).toBe(
      true,
    );
    const expected = [asUser(anna)];
    expect((await rooms.get(ben, slug)).body.live).toEqual(expected);
    const { body } = await app.http(routes.listRooms, { query: { scope: 'public' } }, ben);
    expect(body.rooms.find((room) => room.id === id)?.live).toEqual(expected);
    await rooms.leave(anna, slug);
    await socket.next('call:ended');
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
