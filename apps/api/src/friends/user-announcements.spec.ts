import { limits, routes } from '@parlour/contracts';
import { settled } from '../../test/calls.js';
import { ManualClock } from '../../test/manual-clock.js';
import { befriend, peopleClient } from '../../test/people.js';
import { roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { asUser, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('another name or picture', () => {
  const clock = new ManualClock();
  let app: TestApp;
  let anna: TestUser;
  let ben: TestUser;

  beforeAll(async () => {
    app = await startTestApp({}, { clock });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  });

  const rename = (displayName: string) => app.http(routes.updateProfile, { body: { displayName } }, anna);
  async function takeAll(socket: TestSocket) {
    await settled(socket);
    const users = socket.pending('user:updated').map(({ user }) => user);
    while (socket.pending('user:updated').length > 0) await socket.next('user:updated');
    return users;
  }

  it('is told once to one’s own devices, friends, and all who share a room; to nobody else', async () => {
    const [cem, stranger, former] = await Promise.all([app.signUp(), app.signUp(), app.signUp()]);
    await befriend(app, anna, ben);
    await roomOf(app, [anna, ben, cem]);
    await roomOf(app, [anna, ben]);
    await befriend(app, anna, former);
    await peopleClient(app).block(anna, former);
    const everybody = [anna, anna, ben, cem, stranger, former];
    const sockets = await Promise.all(everybody.map(({ token }) => app.socket(token)));
    await rename('Anna B.');
    const told = { ...asUser(anna), displayName: 'Anna B.' };
    await sockets[0]?.next('user:updated', ({ user }) => user.displayName === 'Anna B.');
    expect(await Promise.all(sockets.slice(1).map(takeAll))).toEqual([[told], [told], [told], [], []]);
  });

  it('that somebody is deleted is told to friends, with their chat, which takes no more', async () => {
    const chatId = await befriend(app, anna, ben);
    const bens = await app.socket(ben.token);
    const { status } = await app.http(routes.deleteAccount, { body: { password: anna.password } }, anna);
    expect(status).toBe(204);
    const gone = { id: anna.user.id, displayName: '', avatar: null, deleted: true };
    expect((await bens.next('person:changed')).person).toMatchObject({
      user: gone,
      relation: 'none',
      since: null,
      chatId,
      presence: null,
    });
    expect((await bens.next('direct-chat:changed')).chat).toMatchObject({
      id: chatId,
      user: gone,
      state: 'deleted',
    });
    expect(await peopleClient(app).list(ben)).toEqual([]);
  });

  it('that somebody is deleted is told to whom they had asked, but not to whom they blocked', async () => {
    const cem = await app.signUp();
    await peopleClient(app).request(anna, ben);
    await peopleClient(app).block(anna, cem);
    const [bens, cems] = await Promise.all([app.socket(ben.token), app.socket(cem.token)]);
    await app.http(routes.deleteAccount, { body: { password: anna.password } }, anna);
    expect((await bens.next('person:changed')).person).toMatchObject({ relation: 'none' });
    expect(await peopleClient(app).list(ben)).toEqual([]);
    await settled(cems);
    expect(cems.pending('person:changed')).toEqual([]);
  });

  it('nothing is told of the presence of somebody who was deleted', async () => {
    await befriend(app, anna, ben);
    const annas = await app.socket(anna.token);
    const bens = await app.socket(ben.token);
    await app.http(routes.deleteAccount, { body: { password: anna.password } }, anna);
    await annas.closed;
    await bens.next('direct-chat:changed');
    clock.advance(limits.presenceGraceMs);
    await settled(bens);
    const [row] = await app.database.query<{ at: Date | null }[]>(
      'select last_seen_at as at from users where id = $1',
      [anna.user.id],
    );
    expect(row).toEqual({ at: null });
    expect(bens.pending('presence:changed').filter(({ presence }) => presence.state === 'offline')).toEqual(
      [],
    );
  });
});
