import { routes } from '@parlour/contracts';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

describe('log-out', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const elsewhere = async ({ user, password }: TestUser) => {
    const { body, cookie } = await app.http(routes.logIn, { body: { login: user.username, password } });
    return { token: body.accessToken, cookie: cookie ?? '' };
  };

  const me = async (token: string) => (await app.http(routes.me, undefined, { token })).status;

  it('ends this session at once: its token, its cookie, its sockets; and no other', async () => {
    const anna = await app.signUp();
    const other = await elsewhere(anna);
    const [socket, otherSocket] = [await app.socket(anna.token), await app.socket(other.token)];

    const answer = await app.http(routes.logOut, undefined, { cookie: anna.cookie });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^parlour_refresh=;.*Path=\/api\/auth/);
    expect((await socket.next('session:ended')).code).toBe('unauthenticated');
    await socket.closed;
    expect(await me(anna.token)).toBe(401);
    const refresh = await app.http(routes.refresh, undefined, { cookie: anna.cookie });
    expect(refresh.problem.code).toBe('refresh_expired');

    expect(await me(other.token)).toBe(200);
    expect(otherSocket.raw.connected).toBe(true);
  });

  it('by a cookie that was traded already ends the session all the same', async () => {
    const anna = await app.signUp();
    const next = await app.http(routes.refresh, undefined, { cookie: anna.cookie });
    await app.http(routes.logOut, undefined, { cookie: anna.cookie });
    expect(await me(next.body.accessToken)).toBe(401);
  });

  it.each(['', 'parlour_refresh=garbage'])(
    'with the cookie %j changes nothing and is no error',
    async (cookie) => {
      expect((await app.http(routes.logOut, undefined, { cookie })).status).toBe(204);
    },
  );

  it('everywhere ends all sessions of the person, and of nobody else', async () => {
    const [anna, ben] = [await app.signUp(), await app.signUp()];
    const other = await elsewhere(anna);
    const sockets = [await app.socket(anna.token), await app.socket(other.token)];
    const bens = await app.socket(ben.token);

    const answer = await app.http(routes.logOutEverywhere, undefined, { token: anna.token });
    expect(answer.status).toBe(204);
    for (const socket of sockets) {
      expect((await socket.next('session:ended')).code).toBe('unauthenticated');
      await socket.closed;
    }
    for (const { token, cookie } of [anna, other]) {
      expect(await me(token)).toBe(401);
      expect((await app.http(routes.refresh, undefined, { cookie })).problem.code).toBe('refresh_expired');
      await expect(app.socket(token)).rejects.toThrow();
    }
    expect(await me(ben.token)).toBe(200);
    expect(bens.raw.connected).toBe(true);
    expect((await elsewhere(anna)).token).toBeTruthy();
  });

  it('everywhere needs an access token; the cookie alone does not do', async () => {
    const anna = await app.signUp();
    const answer = await app.http(routes.logOutEverywhere, undefined, { cookie: anna.cookie });
    expect([answer.status, answer.problem.code]).toEqual([401, 'unauthenticated']);
  });
});
