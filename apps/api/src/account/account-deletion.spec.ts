import { routes } from '@parlour/contracts';
import { befriend, outcomeOf, peopleClient } from '../../test/people.js';
import { bytesOf, plain } from '../../test/pictures.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { UsersRepository } from '../users/users.repository.js';

describe('deleting an account', () => {
  let app: TestApp;
  let people: ReturnType<typeof peopleClient>;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({ roomRate: { perSecond: 100, burst: 1_000 } });
    people = peopleClient(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  });

  const remove = (person: TestUser, password = person.password) =>
    app.http(routes.deleteAccount, { body: { password } }, person);
  const logIn = ({ user, password }: TestUser, login = user.username) =>
    app.http(routes.logIn, { body: { login, password } });
  const deletedUser = ({ user: { id } }: TestUser) => ({
    id,
    username: `deleted-${id}`,
    displayName: '',
    avatar: null,
    deleted: true,
  });
  const send = async (by: TestUser, chatId: string, text: string) => {
    const socket = await app.socket(by.token);
    const sent = await socket.command('message:send', newMessage(chatId, text));
    if (!sent.ok) throw new Error(sent.error.code);
  };
  const history = async (by: TestUser, chatId: string) =>
    (await app.http(routes.listMessages, { params: { chatId }, query: {} }, by)).body.messages;

  it('takes the password, and a wrong one changes nothing', async () => {
    const answer = await remove(anna, 'wrong');
    expect([answer.status, answer.problem.code]).toEqual([403, 'wrong_password']);
    expect((await logIn(anna)).status).toBe(200);
  });

  it('ends all sessions at once: tokens, cookies, sockets', async () => {
    const other = (await logIn(anna)).body.accessToken;
    const sockets = [await app.socket(anna.token), await app.socket(other)];
    const answer = await remove(anna);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^parlour_refresh=;/);
    for (const socket of sockets) {
      expect((await socket.next('session:ended')).code).toBe('unauthenticated');
      await socket.closed;
    }
    for (const token of [anna.token, other]) {
      expect((await app.http(routes.me, {}, { token })).problem.code).toBe('unauthenticated');
      await expect(app.socket(token)).rejects.toThrow();
    }
    expect((await app.http(routes.refresh, {}, { cookie: anna.cookie })).status).toBe(401);
  });

  it('leaves nobody who could sign in, ask for a password, or be found', async () => {
    await remove(anna);
    for (const login of [anna.user.username, anna.email, `deleted-${anna.user.id}`]) {
      expect((await logIn(anna, login)).problem.code).toBe('invalid_credentials');
    }
    expect((await people.find(ben, anna.user.username)).body.people).toEqual([]);
    expect((await people.find(ben, 'deleted')).body.people).toEqual([]);
    for (const attempt of [people.profile, people.request, people.block]) {
      expect(outcomeOf(await attempt(ben, anna))).toBe('user_not_found');
    }
    const room = await roomOf(app, [ben]);
    const params = { slug: room.slug, username: anna.user.username };
    expect((await app.http(routes.addMember, { params }, ben)).problem.code).toBe('user_not_found');
  });

  it('leaves nobody for the other slices either, but who wrote something', async () => {
    const users = app.app.get(UsersRepository, { strict: false });
    const { id, username } = anna.user;
    const find = () => Promise.all([users.byId(id), users.userById(id), users.byUsername(username)]);
    expect(await find()).not.toContain(null);
    await remove(anna);
    expect(await find()).toEqual([null, null, null]);
    expect((await users.usersByIds([id, id])).get(id)).toEqual(deletedUser(anna));
  });

  it('keeps what they wrote, without their name, also on the screens of others', async () => {
    const room = await roomOf(app, [ben, anna]);
    await send(anna, room.chatId, 'I was here');
    const bens = await app.socket(ben.token);
    await remove(anna);
    expect((await bens.next('user:updated')).user).toEqual(deletedUser(anna));
    const [message] = await history(ben, room.chatId);
    expect(message).toMatchObject({ text: 'I was here', author: deletedUser(anna) });
  });

  it('keeps the direct chat for the friend, who can write there no more, and hears so', async () => {
    const chatId = await befriend(app, anna, ben);
    await send(anna, chatId, 'Bye');
    const bens = await app.socket(ben.token);
    await remove(anna);
    expect((await bens.next('person:changed')).person).toMatchObject({
      user: deletedUser(anna),
      relation: 'none',
    });
    const { chat } = await bens.next('direct-chat:changed', ({ chat }) => chat.state === 'deleted');
    expect(chat).toMatchObject({ id: chatId, user: deletedUser(anna) });
    expect((await history(ben, chatId)).map(({ text }) => text)).toEqual(['Bye']);
    const refused = await bens.command('message:send', newMessage(chatId));
    expect(refused.ok).toBe(false);
    expect(await people.list(ben)).toEqual([]);
  });

  it('hands rooms to the member of longest standing, leaves others, and closes those without members', async () => {
    const [owned, joined, alone] = [
      await roomOf(app, [anna, ben]),
      await roomOf(app, [ben, anna]),
      await roomOf(app, [anna]),
    ];
    const bens = await app.socket(ben.token);
    await remove(anna);
    for (const { id, slug } of [owned, joined]) {
      expect(await bens.next('room:member-left', ({ roomId }) => roomId === id)).toEqual({
        roomId: id,
        userId: anna.user.id,
        ownerId: ben.user.id,
      });
      const { body } = await app.http(routes.getRoom, { params: { slug } }, ben);
      expect(body).toMatchObject({ role: 'owner', memberCount: 1, ownerId: ben.user.id });
    }
    const gone = await app.http(routes.getRoom, { params: { slug: alone.slug } }, ben);
    expect(gone.problem.code).toBe('room_not_found');
  });

  it('takes them out of a call', async () => {
    const room = await roomOf(app, [ben, anna]);
    const [annas, bens] = [await app.socket(anna.token), await app.socket(ben.token)];
    const target = { kind: 'room' as const, roomId: room.id };
    const media = { microphone: true, camera: false, screen: false };
    for (const socket of [bens, annas]) {
      expect((await socket.command('call:join', { target, media })).ok).toBe(true);
    }
    const joined = await bens.next('call:participant-joined');
    await remove(anna);
    expect(await bens.next('call:participant-left')).toMatchObject({
      participantId: joined.participant.id,
    });
  });

  it('leaves nothing else of them in the database', async () => {
    await befriend(app, anna, ben);
    const upload = await bytesOf(plain(20, 20).png());
    const { body } = await app.http(routes.setAvatar, { upload }, anna);
    await app.http(routes.updateProfile, { body: { displayName: 'Anna Secret', bio: 'A secret' } }, anna);
    await app.http(routes.requestPasswordReset, { body: { login: anna.email } });
    await remove(anna);
    const params = { avatarId: body.avatar ?? '', size: '64' } as const;
    expect((await app.http(routes.avatar, { params })).status).toBe(404);
    expect(await mentions(app, anna)).toEqual({
      // The row that messages refer to, and the chat that belongs to both.
      users: [expect.objectContaining({ id: anna.user.id, bio: '', email: null, display_name: '' })],
      chats: [expect.objectContaining({ room_id: null })],
    });
    const [user] = await app.database.query<object[]>('select * from users where id = $1', [anna.user.id]);
    for (const secret of [anna.user.username, anna.email, 'Secret', 'argon2']) {
      expect(JSON.stringify(user)).not.toContain(secret);
    }
  });

  it('makes the name and the address free for somebody else, who inherits nothing', async () => {
    const chatId = await befriend(app, anna, ben);
    await remove(anna);
    const { username } = anna.user;
    const heir = await app.signUp(username);
    expect(heir.user.id).not.toBe(anna.user.id);
    expect((await app.http(routes.listDirectChats, {}, heir)).body.chats).toEqual([]);
    expect((await history(ben, chatId)).every(({ author }) => author.id !== heir.user.id)).toBe(true);
    expect((await app.http(routes.me, {}, anna)).status).toBe(401);
  });

  it('asked for ten times at the same instant happens once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => remove(anna)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.every((status) => [204, 401, 403].includes(status))).toBe(true);
  });

  it('wins over everything that happens to them until then, and in the same instant', async () => {
    const friends = await Promise.all(Array.from({ length: 3 }, () => app.signUp()));
    const { chatId } = await roomOf(app, [ben, anna]);
    const annas = await app.socket(anna.token);
    let isOver = false;
    const statuses: number[] = [];
    const again = async (act: () => Promise<{ status: number }>) => {
      while (!isOver) statuses.push((await act()).status);
    };
    const invite = async () => {
      const { slug } = await roomOf(app, [ben]);
      return app.http(routes.addMember, { params: { slug, username: anna.user.username } }, ben);
    };
    const write = async () => {
      await annas.command('message:send', newMessage(chatId)).catch(() => undefined); // the socket is closed
      return { status: 200 };
    };
    const title = { title: 'Mine', visibility: 'public' as const };
    const work = [
      again(invite),
      again(invite),
      again(write),
      again(() => app.http(routes.createRoom, { body: title }, anna)),
      again(() => app.http(routes.updateProfile, { body: { displayName: 'Still me' } }, anna)),
      ...friends.flatMap((friend) => [
        again(() => people.request(friend, anna)),
        again(() => people.request(anna, friend)),
        again(() => people.remove(friend, anna)),
      ]),
    ];
    const { status } = await remove(anna);
    isOver = true;
    annas.close();
    await Promise.all(work);
    expect(status).toBe(204);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(work.length);
    const left = await mentions(app, anna);
    delete left['chat_reads']; // of a message that was being stored just then: it says how far they had read
    delete left['search_entries']; // of a message that was indexed by then: it says who wrote it, as the message does
    expect(Object.keys(left).sort()).toEqual(['chats', 'messages', 'users']);
    expect(left['users']).toEqual([expect.objectContaining({ display_name: '', email: null })]);
  });

  it('of two who share rooms and a friendship, at the same instant, is done for both', async () => {
    await befriend(app, anna, ben);
    const cem = await app.signUp();
    const rooms = [await roomOf(app, [anna, ben, cem]), await roomOf(app, [ben, anna, cem])];
    const answers = await Promise.all([remove(anna), remove(ben)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    for (const { slug } of rooms) {
      const { body } = await app.http(routes.getRoom, { params: { slug } }, cem);
      expect(body).toMatchObject({ role: 'owner', memberCount: 1 });
    }
  });
});

/** Every row of every table in which the id of somebody stands. */
async function mentions({ database }: TestApp, { user }: TestUser): Promise<Record<string, object[]>> {
  const tables = await database.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name <> 'migrations'`,
  );
  const found: Record<string, object[]> = {};
  for (const { name } of tables) {
    const rows = await database.query<object[]>(
      `select t.* from "${name}" t where to_jsonb(t)::text like $1`,
      [`%${user.id}%`],
    );
    if (rows.length > 0) found[name] = rows;
  }
  return found;
}
